package org.ctsr.engine.training;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Path;
import org.ctsr.engine.io.WholeFile;

/** Writes training configurations that {@link TrainingConfigReader} reads. */
public final class TrainingConfigWriter {
  private TrainingConfigWriter() {}

  /**
   * Writes or replaces a configuration file; paths in it become absolute.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(TrainingConfig config, Path file) throws IOException {
    SimpleModule paths = new SimpleModule();
    paths.addSerializer(Path.class, new AbsolutePath());
    ObjectMapper mapper =
        new ObjectMapper(
                YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .build())
            .registerModule(paths);
    WholeFile.write(file, mapper.writeValueAsBytes(config));
  }

  private static final class AbsolutePath extends StdSerializer<Path> {
    private static final long serialVersionUID = 1L;

    AbsolutePath() {
      super(Path.class);
    }

    @Override
    public void serialize(Path path, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(path.toAbsolutePath().normalize().toString());
    }
  }
}
