package org.ctsr.app.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.app.engine.TestPhoto;
import org.ctsr.app.library.PhotoItem;
import org.junit.jupiter.api.Test;

class PhotoReadsTest {
  private final List<Runnable> turns = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final PhotoItem first = new PhotoItem("first");
  private final PhotoItem second = new PhotoItem("second");
  private final List<Runnable> later = new ArrayList<>();
  private final PhotoReads reads =
      new PhotoReads(
          this::begin,
          new PhotoReads.Listener() {
            @Override
            public void opened(PhotoItem item, OpenedPhoto photo) {
              events.add("opened " + item);
            }

            @Override
            public void failed(PhotoItem item, Throwable reason) {
              events.add("failed " + item + ": " + reason.getMessage());
            }

            @Override
            public void passedBy(PhotoItem item) {
              events.add("passed by " + item);
            }
          },
          later::add);
  private boolean broken;

  private CompletableFuture<OpenedPhoto> begin(PhotoItem item, BooleanSupplier wanted) {
    CompletableFuture<OpenedPhoto> photo = new CompletableFuture<>();
    turns.add(
        () -> {
          if (!wanted.getAsBoolean()) {
            photo.completeExceptionally(new CancellationException());
          } else if (broken) {
            photo.completeExceptionally(new CompletionException(new IOException("no photo")));
          } else {
            photo.complete(TestPhoto.read(item.name()));
          }
        });
    return photo;
  }

  private void choose(PhotoItem item) {
    reads.want(item);
    reads.read(item);
  }

  private void nextTurn() {
    turns.remove(0).run();
  }

  private void onWindow() {
    List.copyOf(later).forEach(Runnable::run);
    later.clear();
  }

  @Test
  void aPhotoIsNotReadTwiceAtATime() {
    choose(first);
    choose(second);
    choose(first);
    assertThat(turns).hasSize(2);
    nextTurn();
    nextTurn();
    onWindow();
    assertThat(events).containsExactly("opened first", "passed by second");
    assertThat(turns).isEmpty();
    assertThat(reads.isReading(first)).isFalse();
  }

  @Test
  void aPhotoChosenAgainJustAfterItWasGivenUpIsRead() {
    choose(first);
    reads.want(second);
    nextTurn();
    choose(first);
    assertThat(turns).isEmpty();
    onWindow();
    assertThat(turns).hasSize(1);
    nextTurn();
    onWindow();
    assertThat(events).containsExactly("opened first");
  }

  @Test
  void whatCannotBeReadIsToldAndCanBeTriedAgain() {
    broken = true;
    choose(first);
    nextTurn();
    onWindow();
    assertThat(events).containsExactly("failed first: no photo");
    choose(first);
    assertThat(turns).hasSize(1);
  }
}
