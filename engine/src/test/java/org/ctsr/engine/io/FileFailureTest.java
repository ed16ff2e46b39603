package org.ctsr.engine.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class FileFailureTest {
  @Test
  void aBarePathBecomesASentence() {
    assertThat(FileFailure.sentence(new NoSuchFileException("a.jpg")))
        .isEqualTo("a.jpg: does not exist");
    assertThat(FileFailure.sentence(new AccessDeniedException("a.jpg")))
        .startsWith("a.jpg: permission denied");
    assertThat(FileFailure.sentence(new FileAlreadyExistsException("a.jpg")))
        .startsWith("a.jpg: is in the way");
    assertThat(FileFailure.sentence(new NotDirectoryException("a")))
        .isEqualTo("a: is not a folder");
    assertThat(FileFailure.sentence(new DirectoryNotEmptyException("a")))
        .isEqualTo("a: is a folder that is not empty");
  }

  @Test
  void whatTheSystemSaysIsKept() {
    assertThat(FileFailure.sentence(new FileSystemException("a", null, "Read-only file system")))
        .isEqualTo("a: Read-only file system");
    assertThat(FileFailure.sentence(new IOException("a.png: is damaged")))
        .isEqualTo("a.png: is damaged");
  }

  @Test
  void aFullDiskSaysWhatToDo() {
    assertThat(FileFailure.reason(new IOException("No space left on device")))
        .isEqualTo("No space left on device; make room and try again");
  }

  @Test
  void aFailureWithoutWordsIsNamedByItsKind() {
    assertThat(FileFailure.reason(new IOException())).isEqualTo("IOException");
    assertThat(FileFailure.reason(new IOException(" "))).isEqualTo("IOException");
  }
}
