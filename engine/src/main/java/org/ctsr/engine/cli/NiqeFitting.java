package org.ctsr.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.metric.MeasuredImage;
import org.ctsr.engine.metric.NiqeModel;

/** Fits NIQE's model of good photos to the sharp parts of a folder of them. */
final class NiqeFitting {
  private final ProgressLine line;
  private final Consumer<String> notices;
  private final Consumer<String> failures;

  /**
   * @param notices receives sentences for the user
   * @param failures receives why a photo was left out
   */
  NiqeFitting(ProgressLine line, Consumer<String> notices, Consumer<String> failures) {
    this.line = line;
    this.notices = notices;
    this.failures = failures;
  }

  /**
   * Fits and writes.
   *
   * @param target the file to write
   * @throws UserException if the folder does not hold enough, or the file cannot be written
   */
  NiqeModel fit(Path folder, Path target) {
    InputFiles.Found found = InputFiles.find(List.of(folder.toString()), true);
    List<InputFiles.Input> photos = found.inputs();
    if (photos.isEmpty()) {
      throw new UserException(String.join(System.lineSeparator(), found.problems()));
    }
    found.problems().forEach(failures);
    NiqeModel.Fitter fitter = new NiqeModel.Fitter();
    line.start("NIQE");
    int used = 0;
    for (int i = 0; i < photos.size(); i++) {
      line.show(i, photos.size());
      try {
        used +=
            fitter.add(
                        MeasuredImage.of(
                                PhotoReader.read(photos.get(i).file(), ReadLimits.DEFAULT, notices))
                            .luma())
                    > 0
                ? 1
                : 0;
      } catch (PhotoException | RuntimeException | OutOfMemoryError e) {
        failures.accept(PictureFailure.sentence(photos.get(i).file(), e));
      }
    }
    NiqeModel model;
    try {
      model = fitter.fit();
    } catch (IllegalStateException e) {
      throw new UserException(folder + ": " + e.getMessage(), e);
    }
    try {
      model.write(target);
    } catch (IOException e) {
      throw new UserException(target + ": cannot be written (" + FileFailure.reason(e) + ")", e);
    }
    notices.accept(
        "%s: NIQE fitted to %d sharp blocks of %d photos".formatted(target, fitter.blocks(), used));
    return model;
  }
}
