package org.ctsr.engine.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of large files, with progress. */
final class FileDigest {
  private static final int BUFFER = 1 << 16;

  private FileDigest() {}

  /** A digest of nothing yet. */
  static MessageDigest empty() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** A digest of what the file holds now, to which more can be added. */
  static MessageDigest of(Path file, TransferProgress progress) throws IOException {
    MessageDigest digest = empty();
    long total = Files.size(file);
    long done = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        done += n;
        progress.at(TransferProgress.Step.VERIFY, done, total);
      }
    }
    return digest;
  }

  /** 64 hexadecimal digits; the digest can be continued. */
  static String hex(MessageDigest digest) {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own SHA-256 can be cloned", e);
    }
  }
}
