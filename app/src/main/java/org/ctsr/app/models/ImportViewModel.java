package org.ctsr.app.models;

import java.nio.file.Path;
import java.util.Locale;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.ctsr.app.fx.Messages;
import org.ctsr.engine.inference.NetworkFacts;
import org.ctsr.engine.model.PackageDraft;

/** What has to be known of a bare TorchScript file; what can be measured is filled in. */
public final class ImportViewModel {
  private static final Messages TEXTS = Messages.of(ImportViewModel.class);
  private static final int WIDEST_MEASURED = 64;
  private static final int LARGEST_HALO = 512;

  private final Path file;
  private final NetworkFacts facts;
  private final StringProperty title = new SimpleStringProperty("");
  private final StringProperty name = new SimpleStringProperty("");
  private final ObjectProperty<Role> role = new SimpleObjectProperty<>(Role.REALNESS);
  private final IntegerProperty halo = new SimpleIntegerProperty();
  private final DoubleProperty realness = new SimpleDoubleProperty(0.5);
  private final StringProperty license = new SimpleStringProperty("");
  private final StringProperty provenance = new SimpleStringProperty("");

  /** What a network that gives one image is for; one with basis images is a student. */
  public enum Role {
    /** Safe. */
    FIDELITY,
    /** Crisp. */
    REALNESS
  }

  ImportViewModel(Path file, NetworkFacts facts) {
    this.file = file;
    this.facts = facts;
    String base = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    title.set(base);
    String plain = base.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[._-]+", "");
    name.set(plain.matches(PackageDraft.NAME_PATTERN) ? plain : "model-x" + facts.scale());
    halo.set(facts.halo() < 0 ? WIDEST_MEASURED : facts.halo());
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** What running it has shown. */
  public NetworkFacts facts() {
    return facts;
  }

  /** Name for people. */
  public StringProperty titleProperty() {
    return title;
  }

  /** Name of the package. */
  public StringProperty nameProperty() {
    return name;
  }

  /** What it is for, unless it is a student. */
  public ObjectProperty<Role> roleProperty() {
    return role;
  }

  /** LR pixels around a tile. */
  public IntegerProperty haloProperty() {
    return halo;
  }

  /** Realness used when none is given, for a student. */
  public DoubleProperty realnessProperty() {
    return realness;
  }

  /** SPDX expression. */
  public StringProperty licenseProperty() {
    return license;
  }

  /** Where the weights come from. */
  public StringProperty provenanceProperty() {
    return provenance;
  }

  /** What is still missing; empty if nothing is. */
  public String problem() {
    if (title.get().isBlank()) {
      return TEXTS.get("form.title.missing");
    }
    if (!name.get().matches(PackageDraft.NAME_PATTERN)) {
      return TEXTS.get("form.name.wrong");
    }
    if (halo.get() < 0 || halo.get() > LARGEST_HALO) {
      return TEXTS.get("form.halo.wrong", LARGEST_HALO);
    }
    return license.get().isBlank() ? TEXTS.get("form.license.missing") : "";
  }

  BareNetwork network() {
    return new BareNetwork(
        file,
        name.get(),
        title.get().strip(),
        facts.isStudent() ? "student" : role.get().name().toLowerCase(Locale.ROOT),
        halo.get(),
        realness.get(),
        license.get().strip(),
        provenance.get().isBlank()
            ? TEXTS.get("form.provenance.none", file.getFileName())
            : provenance.get().strip());
  }
}
