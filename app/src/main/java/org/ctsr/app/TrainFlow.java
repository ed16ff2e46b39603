package org.ctsr.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.ctsr.app.card.QuestionCard;
import org.ctsr.app.engine.LoadedModel;
import org.ctsr.app.fx.FolderOpener;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.library.PhotoFiles;
import org.ctsr.app.library.SamplePhoto;
import org.ctsr.app.mainwindow.MainWindow;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.app.settings.AppPaths;
import org.ctsr.app.theme.ThemeManager;
import org.ctsr.app.train.ChildTrainEngine;
import org.ctsr.app.train.PhotoSurvey;
import org.ctsr.app.train.PreviewViewModel;
import org.ctsr.app.train.Recipe;
import org.ctsr.app.train.TrainActions;
import org.ctsr.app.train.TrainWizardView;
import org.ctsr.app.train.TrainWizardViewModel;
import org.ctsr.app.train.TrainingStore;
import org.ctsr.app.viewer.PhotoSession;
import org.ctsr.app.window.SideWindow;
import org.ctsr.engine.image.PhotoHeader;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.model.ModelInstaller;
import org.ctsr.engine.torch.TorchLibraries;
import org.ctsr.engine.torch.TorchSetup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wizard that trains a model, and its window, made when first wanted. On the FX thread. */
final class TrainFlow implements TrainActions {
  private static final Logger log = LoggerFactory.getLogger(TrainFlow.class);
  private static final Messages TEXTS = Messages.of(TrainFlow.class);
  private static final SideWindow.Size SIZE = new SideWindow.Size(1180, 840, 1000, 640);

  private final StudioParts parts;
  private final ThemeManager theme;
  private final FolderOpener folders;
  private final TrainingStore store;
  private final TrainWizardViewModel model;
  private @Nullable Stage window;

  /**
   * @param files knows which files are photos
   * @param installed told the name of a model just installed
   * @param notices told what cannot be offered, on the FX thread
   */
  TrainFlow(
      StudioParts parts,
      ThemeManager theme,
      FolderOpener folders,
      AppPaths paths,
      PhotoFiles files,
      Consumer<String> installed,
      Consumer<String> notices) {
    this.parts = parts;
    this.theme = theme;
    this.folders = folders;
    store =
        new TrainingStore(paths.trainings(), text -> Platform.runLater(() -> notices.accept(text)));
    ModelInstaller own =
        new ModelInstaller(paths.models(), parts.engine().library(), candidate -> {});
    model =
        new TrainWizardViewModel(
            new TrainWizardViewModel.Services(
                new ChildTrainEngine(paths.home()),
                store,
                new Survey(files),
                () -> {
                  LoadedModel loaded = parts.engine().model();
                  return loaded == null ? null : loaded.modelPackage();
                },
                own::isRemovable,
                installed,
                parts.background().general(),
                parts.background().thumbnails(),
                Platform::runLater));
  }

  /** The photos of the disk. */
  private record Survey(PhotoFiles files) implements PhotoSurvey {
    @Override
    public List<Path> find(List<Path> given, IntConsumer searching) throws IOException {
      return files.find(given, searching);
    }

    @Override
    public PhotoHeader header(Path photo) throws IOException {
      return PhotoReader.probe(photo, ReadLimits.DEFAULT);
    }

    @Override
    public RgbImage read(Path photo) throws IOException {
      return PhotoReader.read(photo, ReadLimits.DEFAULT);
    }

    @Override
    public RgbImage readWhole(Path photo) throws IOException {
      return PhotoReader.readWhole(photo, ReadLimits.DEFAULT);
    }
  }

  /** Looks for a training that something is left to do with, and offers it in a card. */
  void restore(MainWindow view) {
    parts
        .background()
        .general()
        .execute(
            () -> {
              TrainingStore.Unfinished found = store.unfinished(null);
              if (found != null) {
                Platform.runLater(() -> offer(found, view));
              }
            });
  }

  private void offer(TrainingStore.Unfinished found, MainWindow view) {
    String what = found.made() == null ? "train.unfinished" : "train.finished";
    view.addCard(
        new QuestionCard(
            "train-offer-card",
            TEXTS.get(what, found.training().title()),
            TEXTS.get(what + ".text"),
            TEXTS.get(what + ".show"),
            () -> {
              show();
              model.resume(found);
            },
            TEXTS.get("train.unfinished.later"),
            view::removeCard));
  }

  /** Shows the window. */
  void show() {
    Stage stage = window;
    if (stage == null) {
      stage =
          SideWindow.create(
              parts, theme, new TrainWizardView(model, this, parts.choosers()), "train", SIZE);
      window = stage;
      loadRecipes();
    }
    if (!model.run().preview().hasPhoto()) {
      showPreviewPhoto();
    }
    stage.show();
    stage.toFront();
  }

  /** Shows the window and adds photos to learn from. */
  void add(List<Path> photos) {
    show();
    model.photos().add(photos);
  }

  private void loadRecipes() {
    Path folder = Path.of(System.getProperty("ctsr.recipes", recipes().toString()));
    parts
        .background()
        .general()
        .execute(
            () -> {
              try {
                boolean cuda = TorchSetup.used().map(TorchLibraries::isCuda).orElse(false);
                List<Recipe> found = Recipe.in(folder, cuda);
                Platform.runLater(() -> model.begin(found));
              } catch (IOException e) {
                log.warn("{} cannot be listed", folder, e);
                String reason = FileFailure.sentence(e);
                Platform.runLater(() -> model.beginWithout(reason));
              }
            });
  }

  private static Path recipes() {
    return Path.of(System.getProperty("ctsr.home", "."), "models", "recipes");
  }

  /** The photo that is open, or else the sample. */
  private void showPreviewPhoto() {
    PhotoSession open = parts.viewer().photoProperty().get();
    if (open != null) {
      model.run().preview().show(open.photo().image());
      return;
    }
    parts
        .background()
        .general()
        .execute(
            () -> {
              try {
                RgbImage sample = SamplePhoto.read();
                Platform.runLater(() -> showSample(sample));
              } catch (IOException e) {
                log.warn("The sample cannot be read", e);
              }
            });
  }

  private void showSample(RgbImage sample) {
    PreviewViewModel preview = model.run().preview();
    // The user may have chosen a photo meanwhile.
    if (!preview.hasPhoto()) {
      preview.show(sample, SamplePhoto.FACE_X, SamplePhoto.FACE_Y);
    }
  }

  /** Says that another model is in use. */
  void modelChanged() {
    model.run().preview().modelChanged();
  }

  /** Whether a training is at work. */
  boolean isBusy() {
    return model.run().isBusy();
  }

  /**
   * Hides the window and asks a training to stop.
   *
   * @return waits until it has stopped, with its checkpoint
   */
  Runnable close() {
    if (window != null) {
      window.hide();
    }
    var ended = model.close();
    return ended::join;
  }

  @Override
  public void showFolder(Path folder) {
    folders.showFolder(folder);
  }

  @Override
  public boolean confirm(String header, String text, String goOn) {
    return parts.dialogs().confirm(window, header, text, goOn);
  }
}
