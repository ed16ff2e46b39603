package org.ctsr.app.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ctsr.app.engine.Asked;
import org.ctsr.app.fx.Picture;
import org.ctsr.engine.inference.ContractReport;
import org.ctsr.engine.inference.NetworkFacts;
import org.ctsr.engine.model.ModelManifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything runs at once on the test's thread. */
class ModelsViewModelTest {
  private final List<ModelCard> cards = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final List<@Nullable String> changes = new ArrayList<>();
  private final CompletableFuture<String> slow = new CompletableFuture<>();
  private @Nullable List<Runnable> slowLists;
  private boolean goOn = true;
  private String digest = "first";
  private final ModelsViewModel model =
      new ModelsViewModel(
          new Tasks(),
          () -> "shipped-x4",
          changes::add,
          (what, title) -> {
            calls.add("ask " + what);
            return goOn;
          },
          Runnable::run);

  private ModelCard card(String name, boolean removable) {
    ModelManifest manifest =
        new ModelManifest(
            1,
            name,
            name,
            "1",
            "super-resolution",
            ModelManifest.Role.STUDENT,
            4,
            8,
            1,
            List.of(0.0, 1.0),
            "sRGB",
            0.5,
            1,
            null,
            List.of(
                new ModelManifest.Network(
                    ModelManifest.NetworkRole.STUDENT, "a.pt", null, null, 9, null, 1L, digest)),
            new ModelManifest.License("CC0-1.0", "LICENSE.txt"),
            "",
            null);
    return new ModelCard(manifest, Path.of(name), 1, removable, false, null);
  }

  private final class Tasks implements ModelTasks {
    private <T> CompletableFuture<T> did(String what, T result) {
      calls.add(what);
      return CompletableFuture.completedFuture(result);
    }

    private <T> Asked<T> asked(CompletableFuture<T> answer) {
      return new Asked<>(
          answer,
          () -> {
            calls.add("give up");
            answer.cancel(false);
          });
    }

    @Override
    public CompletableFuture<Listing> list() {
      Listing now = new Listing(List.copyOf(cards), List.of());
      CompletableFuture<Listing> answer = new CompletableFuture<>();
      if (slowLists == null) {
        answer.complete(now);
      } else {
        slowLists.add(() -> answer.complete(now));
      }
      return answer;
    }

    @Override
    public Asked<String> nameOf(Path archive) {
      if (archive.toString().equals("slow.zip")) {
        return asked(slow);
      }
      String name = archive.toString().replace(".zip", "");
      return name.equals("damaged")
          ? asked(CompletableFuture.failedFuture(new IOException("damaged.zip: is no zip file")))
          : asked(CompletableFuture.completedFuture(name));
    }

    @Override
    public Asked<String> install(Path archive, boolean replace) {
      String name = archive.toString().replace(".zip", "");
      cards.removeIf(card -> card.name().equals(name));
      cards.add(card(name, true));
      return asked(name.equals("long") ? slow : did("install " + name + " " + replace, name));
    }

    @Override
    public Asked<String> install(BareNetwork network, boolean replace) {
      cards.removeIf(card -> card.name().equals(network.name()));
      cards.add(card(network.name(), true));
      return asked(did("install " + network, network.name()));
    }

    @Override
    public Asked<NetworkFacts> examine(Path network) {
      return asked(did("examine", new NetworkFacts(9, 4, 5, 16, "float16", 10, 1)));
    }

    @Override
    public Asked<ContractReport> verify(String name) {
      return asked(did("verify", new ContractReport(List.of())));
    }

    @Override
    public CompletableFuture<String> remove(String name) {
      cards.removeIf(card -> card.name().equals(name));
      return did("remove " + name, name);
    }

    @Override
    public CompletableFuture<String> chooseDefault(String name) {
      return did("default " + name, name);
    }

    @Override
    public CompletableFuture<List<Picture>> pictures(ModelCard card) {
      if (card.name().equals("broken-x4")) {
        return CompletableFuture.failedFuture(new IOException("broken-x4: is cut short"));
      }
      return did("pictures " + card.name(), List.of(new Picture(1, 1, new int[1])));
    }
  }

  @BeforeEach
  void list() {
    cards.add(card("own-x4", true));
    cards.add(card("shipped-x4", false));
    model.refresh();
  }

  private void select(String name) {
    model
        .selectedProperty()
        .set(
            model.cards().stream()
                .filter(card -> card.name().equals(name))
                .findFirst()
                .orElseThrow());
  }

  @Test
  void theModelInUseIsShownFirstAndPicturesAreMadeOnce() {
    ModelCard shown = model.selectedProperty().get();
    assertThat(shown).isNotNull();
    assertThat(shown.name()).isEqualTo("shipped-x4");
    select("own-x4");
    select("shipped-x4");
    assertThat(calls).containsExactly("pictures shipped-x4", "pictures own-x4");
    assertThat(model.picturesProperty().get()).hasSize(1);
  }

  @Test
  void aNetworkImportedAgainIsShownWithPicturesOfItsOwn() {
    importNetwork();
    digest = "second";
    importNetwork();
    assertThat(calls.stream().filter("pictures net"::equals)).hasSize(2);
  }

  private void importNetwork() {
    model.importFile(Path.of("net.pt"));
    ImportViewModel form = model.formProperty().get();
    assertThat(form).isNotNull();
    form.licenseProperty().set("CC0-1.0");
    model.finishImport();
  }

  @Test
  void aListFromBeforeAnImportThatComesAfterItChangesNothing() {
    List<Runnable> lists = new ArrayList<>();
    slowLists = lists;
    model.refresh();
    model.importFile(Path.of("new-x4.zip"));
    model.refresh();
    assertThat(lists).hasSize(3);
    lists.get(2).run();
    lists.get(1).run();
    lists.get(0).run();
    assertThat(model.cards()).extracting(ModelCard::name).contains("new-x4");
    ModelCard shown = model.selectedProperty().get();
    assertThat(shown).isNotNull();
    assertThat(shown.name()).isEqualTo("new-x4");
  }

  @Test
  void onlyOwnModelsAreRemovedAndOnlyAfterAsking() {
    model.remove();
    assertThat(calls).doesNotContain("ask remove");
    select("own-x4");
    goOn = false;
    model.remove();
    assertThat(cards).hasSize(2);
    goOn = true;
    model.remove();
    assertThat(calls).endsWith("ask remove", "remove own-x4");
    assertThat(model.cards()).hasSize(1);
    assertThat(changes).hasSize(1);
  }

  @Test
  void aPackageOfTheSameNameIsReplacedOnlyAfterAsking() {
    goOn = false;
    model.importFile(Path.of("own-x4.zip"));
    assertThat(calls).endsWith("ask replace");
    goOn = true;
    model.importFile(Path.of("own-x4.zip"));
    assertThat(calls).contains("install own-x4 true");
    model.importFile(Path.of("new-x4.zip"));
    assertThat(calls).contains("install new-x4 false");
    assertThat(model.messageProperty().get()).contains("new-x4");
  }

  @Test
  void whatFailsIsSaid() {
    model.importFile(Path.of("damaged.zip"));
    assertThat(model.problemProperty().get()).isEqualTo("damaged.zip: is no zip file");
    assertThat(model.busyProperty().get()).isFalse();
  }

  @Test
  void aBareNetworkNeedsALicence() {
    model.importFile(Path.of("My net.pt"));
    ImportViewModel form = model.formProperty().get();
    assertThat(form).isNotNull();
    assertThat(form.nameProperty().get()).isEqualTo("My-net");
    assertThat(form.haloProperty().get()).isEqualTo(16);
    model.finishImport();
    assertThat(model.formProperty().get()).as("not yet").isNotNull();
    assertThat(form.problem()).contains("licence");
    form.licenseProperty().set("CC0-1.0");
    form.nameProperty().set("../evil");
    assertThat(form.problem()).contains("name");
    form.nameProperty().set("my-net");
    model.finishImport();
    assertThat(model.formProperty().get()).isNull();
    assertThat(model.cards()).extracting(ModelCard::name).contains("my-net");
  }

  @Test
  void saysWhyThereAreNoPictures() {
    cards.add(card("broken-x4", true));
    model.refresh();
    assertThat(model.pictureProblemProperty().get()).isEmpty();
    select("broken-x4");
    assertThat(model.picturesProperty().get()).isEmpty();
    assertThat(model.pictureProblemProperty().get()).contains("broken-x4: is cut short");
    select("shipped-x4");
    assertThat(model.picturesProperty().get()).isNotEmpty();
    assertThat(model.pictureProblemProperty().get()).isEmpty();
  }

  @Test
  void aFileThatComesWhileAnotherIsImportedIsRefusedAloud() {
    model.importFile(Path.of("slow.zip"));
    model.importFile(Path.of("new-x4.zip"));
    assertThat(model.problemProperty().get()).startsWith("new-x4.zip was not imported");
    slow.completeExceptionally(new IOException("slow.zip: is no zip file"));
    assertThat(model.problemProperty().get()).isEqualTo("slow.zip: is no zip file");
    model.importFile(Path.of("new-x4.zip"));
    assertThat(calls).contains("install new-x4 false");
  }

  @Test
  void anImportCanBeGivenUp() {
    assertThat(model.giveUpProperty().get()).isNull();
    model.importFile(Path.of("long.zip"));
    assertThat(model.giveUpProperty().get()).isNotNull();
    model.giveUp();
    assertThat(calls).containsOnlyOnce("give up");
    assertThat(model.busyProperty().get()).isFalse();
    assertThat(model.giveUpProperty().get()).isNull();
    assertThat(model.messageProperty().get()).startsWith("Cancelled");
    assertThat(model.problemProperty().get()).isEmpty();
    model.giveUp();
    assertThat(calls).containsOnlyOnce("give up");
  }
}
