package org.ctsr.app.mainwindow;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.ctsr.app.card.NoticeCard;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.inspector.InspectorView;
import org.ctsr.app.inspector.InspectorViewModel;
import org.ctsr.app.library.Filmstrip;
import org.ctsr.app.library.LibraryViewModel;
import org.ctsr.app.library.PhotoSearch;
import org.ctsr.app.library.SearchCard;
import org.ctsr.app.status.StatusBar;
import org.ctsr.app.status.StatusViewModel;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** Everything in the window, the photo in the middle. */
public final class MainWindow extends BorderPane {
  private static final Messages TEXTS = Messages.of(MainWindow.class);

  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final StackPane stage = new StackPane();
  private final StackPane dropOpen = new StackPane();
  private final StackPane dropBatch = new StackPane();
  private final HBox dropTargets = new HBox(dropOpen, dropBatch);
  private final VBox cards = new VBox(8);

  /**
   * @param photo shows the photo
   * @param recent paths of files opened lately
   */
  public MainWindow(
      Region photo,
      Commands commands,
      WindowState window,
      InspectorViewModel<?> inspector,
      LibraryViewModel library,
      StatusViewModel status,
      ObservableList<String> recent) {
    WelcomeView welcome = new WelcomeView(commands::open, commands::openSample);
    ProblemView problem = new ProblemView(window, commands::tryAgain, commands::closePhoto);
    ProgressIndicator opening = new ProgressIndicator();
    opening.setId("opening");
    opening.setMaxSize(36, 36);
    showIn(StageState.WELCOME, welcome, window);
    showIn(StageState.PROBLEM, problem, window);
    showIn(StageState.OPENING, opening, window);
    photo
        .visibleProperty()
        .bind(
            window
                .stageProperty()
                .isEqualTo(StageState.PHOTO)
                .or(window.stageProperty().isEqualTo(StageState.OPENING)));
    setUpDropTargets();
    cards.setPickOnBounds(false);
    cards.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    StackPane.setAlignment(cards, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(cards, new Insets(0, 16, 16, 0));
    window
        .searches()
        .addListener(
            (ListChangeListener<PhotoSearch>)
                change -> {
                  while (change.next()) {
                    change.getAddedSubList().forEach(search -> addCard(new SearchCard(search)));
                    change.getRemoved().forEach(this::removeSearch);
                  }
                });
    stage.getStyleClass().add("stage");
    stage.setMinSize(0, 0);
    stage.getChildren().addAll(photo, opening, problem, welcome, cards, dropTargets);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(stage.widthProperty());
    clip.heightProperty().bind(stage.heightProperty());
    stage.setClip(clip);

    Filmstrip filmstrip = new Filmstrip(library);
    filmstrip
        .visibleProperty()
        .bind(
            window
                .filmstripProperty()
                .and(javafx.beans.binding.Bindings.size(library.photos()).greaterThan(1)));
    filmstrip.managedProperty().bind(filmstrip.visibleProperty());
    InspectorView panel = new InspectorView(inspector);
    panel
        .visibleProperty()
        .bind(
            window
                .inspectorProperty()
                .and(window.stageProperty().isNotEqualTo(StageState.WELCOME)));
    panel.managedProperty().bind(panel.visibleProperty());

    StudioMenuBar menus = new StudioMenuBar(commands, window, inspector, recent);
    setTop(new TopBar(menus, commands, window));
    setCenter(stage);
    setRight(panel);
    setBottom(new VBox(filmstrip, new StatusBar(status)));
  }

  private static void showIn(StageState state, Node node, WindowState window) {
    node.visibleProperty().bind(window.stageProperty().isEqualTo(state));
  }

  private void setUpDropTargets() {
    dropOpen
        .getChildren()
        .add(new Label(TEXTS.get("drop"), Icons.of(Material2OutlinedAL.ADD_PHOTO_ALTERNATE)));
    dropOpen.setId("drop-target");
    dropBatch
        .getChildren()
        .add(new Label(TEXTS.get("drop.batch"), Icons.of(Material2OutlinedAL.COLLECTIONS)));
    dropBatch.setId("drop-batch");
    for (StackPane target : new StackPane[] {dropOpen, dropBatch}) {
      target.getStyleClass().add("drop-target");
      target.setPrefWidth(1);
      HBox.setHgrow(target, Priority.ALWAYS);
    }
    dropBatch.managedProperty().bind(dropBatch.visibleProperty());
    dropTargets.setMouseTransparent(true);
    dropTargets.setVisible(false);
  }

  /**
   * Marks where what is dragged over the window would go.
   *
   * @param batch whether the batch is offered beside opening
   */
  public void showDropTarget(DropTarget target, boolean batch) {
    dropTargets.setVisible(target != DropTarget.NONE);
    dropBatch.setVisible(batch);
    dropOpen.pseudoClassStateChanged(CHOSEN, target == DropTarget.OPEN);
    dropBatch.pseudoClassStateChanged(CHOSEN, target == DropTarget.BATCH);
  }

  /** Where something dropped there goes if both are offered. */
  public DropTarget dropTargetAt(double sceneX) {
    double x = stage.sceneToLocal(sceneX, 0).getX();
    return x < stage.getWidth() / 2 ? DropTarget.OPEN : DropTarget.BATCH;
  }

  private void removeSearch(PhotoSearch search) {
    cards
        .getChildren()
        .removeIf(card -> card instanceof SearchCard shown && shown.search() == search);
  }

  /** Shows something over the lower right corner of the photo. */
  public void addCard(Node card) {
    cards.getChildren().add(card);
  }

  /** Shows a sentence over that corner, unless it is there already. */
  public void addNotice(String title, String text) {
    boolean said =
        cards.getChildren().stream()
            .anyMatch(card -> card instanceof NoticeCard there && there.text().equals(text));
    if (!said) {
      addCard(new NoticeCard(title, text, this::removeCard));
    }
  }

  /** Shows a text that may change over that corner; gives what takes it away. */
  public Runnable addNotice(String title, ReadOnlyStringProperty text) {
    NoticeCard card = new NoticeCard(title, text.get(), this::removeCard);
    card.follow(text);
    addCard(card);
    return () -> removeCard(card);
  }

  /** Takes it away. */
  public void removeCard(Node card) {
    cards.getChildren().remove(card);
  }
}
