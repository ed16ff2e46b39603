package org.ctsr.engine.image;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of a write.
 *
 * @param file the file that now holds the result; with {@code skipped} the one that was left alone
 * @param skipped whether nothing was written, since the file existed ({@link ConflictPolicy#SKIP})
 * @param warnings what had to be left out or changed, each a sentence beginning with the file
 */
public record WriteResult(Path file, boolean skipped, List<String> warnings) {}
