package org.ctsr.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.WeakHashMap;
import javafx.application.Platform;
import org.ctsr.app.fx.Latest;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.app.viewer.PhotoSession;
import org.ctsr.app.viewer.RealnessMask;
import org.ctsr.engine.export.RealnessMaskFile;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.MaskTag;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.PhotoWriter;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.RowSource;
import org.ctsr.engine.image.WriteSettings;
import org.ctsr.engine.model.Sha256;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.RealnessMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Painted realness as grey pictures, read and written aside. Used on the FX thread. */
final class MaskFiles {
  private static final Logger log = LoggerFactory.getLogger(MaskFiles.class);
  private static final Messages TEXTS = Messages.of(MaskFiles.class);

  private final StudioParts parts;

  /** What is being loaded for each photo: of two pictures the one asked for last counts. */
  private final Map<PhotoSession, Latest> loads = new WeakHashMap<>();

  MaskFiles(StudioParts parts) {
    this.parts = parts;
  }

  /** Takes a picture as a photo's mask. */
  void load(PhotoSession photo, Path file) {
    Latest.Request mine = loads.computeIfAbsent(photo, key -> new Latest()).next();
    parts
        .background()
        .general()
        .execute(
            () -> {
              try {
                RgbImage image = photo.photo().image();
                Path source = photo.photo().file();
                RealnessMap map =
                    RealnessMaskFile.read(
                        file,
                        image,
                        source == null ? Path.of(photo.photo().name()) : source,
                        RealnessMask.scale(image.width(), image.height()),
                        ReadLimits.DEFAULT,
                        warning -> log.warn("{}", warning));
                float[] fitted = photo.mask().fit(map);
                Platform.runLater(
                    () -> {
                      if (mine.isLatest()) {
                        parts.viewer().painting().load(photo, fitted);
                      }
                    });
              } catch (IOException e) {
                log.warn("{} cannot be a mask", file, e);
                tell("mask.unreadable.header", e);
              }
            });
  }

  /** Saves a photo's mask; who asked for it has asked before replacing a file. */
  void save(PhotoSession photo, Path file) {
    RowSource grey =
        photo.mask().toGrey(photo.realnessNow(parts.viewer().realnessProperty().get()));
    parts
        .background()
        .general()
        .execute(
            () -> {
              try {
                write(grey, photo, file);
                Platform.runLater(
                    () -> parts.status().say(TEXTS.get("mask.saved", file.getFileName())));
              } catch (IOException e) {
                log.warn("The mask was not saved as {}", file, e);
                tell("mask.failed.header", e);
              }
            });
  }

  private static void write(RowSource grey, PhotoSession photo, Path file) throws IOException {
    PhotoWriter.write(
        grey,
        Metadata.NONE,
        WriteSettings.of(OutputFormat.PNG)
            .withConflicts(ConflictPolicy.OVERWRITE)
            .withSource(photo.photo().file()),
        file);
  }

  /**
   * What a result records of a painted mask: the file it would be saved as tells it from others.
   *
   * @param realness of {@link PhotoSession#realnessNow}
   */
  static MaskTag tag(PhotoSession photo, Realness realness) throws IOException {
    Path file = Files.createTempFile("ctsr-mask", ".png");
    try {
      write(photo.mask().toGrey(realness), photo, file);
      return new MaskTag(null, Sha256.of(file), 1);
    } finally {
      Files.delete(file);
    }
  }

  private void tell(String header, IOException reason) {
    Platform.runLater(
        () ->
            parts
                .dialogs()
                .problem(parts.stage(), TEXTS.get(header), String.valueOf(reason.getMessage())));
  }
}
