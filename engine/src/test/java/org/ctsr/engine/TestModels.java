package org.ctsr.engine;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelLibrary;

/** Networks of a few kilobytes with random weights, in the shape of the real ones. */
public final class TestModels {
  /** Three basis images. */
  public static final String STUDENT = "tiny-student-x4";

  /** Two teachers behind the student's interface. */
  public static final String BLEND = "tiny-blend-x4";

  /** One image. */
  public static final String FIDELITY = "tiny-fidelity-x4";

  private TestModels() {}

  /** The folder of the packages. */
  public static Path folder() {
    try {
      return Path.of(Objects.requireNonNull(TestModels.class.getResource("/models")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A library of these packages alone. */
  public static ModelLibrary library() {
    return new ModelLibrary(List.of(folder()));
  }

  /** Loads one of them on the CPU. */
  public static ModelRunner load(String name) throws ModelException {
    return ModelRunner.load(library().open(name), DeviceChoice.PROCESSOR, 0, notice -> {});
  }
}
