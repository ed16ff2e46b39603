package org.ctsr.app.library;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.ctsr.app.card.CardHead;
import org.ctsr.app.fx.Messages;

/** How many photos a search has found, over a corner of the photo, with a way to give it up. */
public final class SearchCard extends VBox {
  private static final Messages TEXTS = Messages.of(SearchCard.class);

  private final PhotoSearch search;

  /**
   * @param search that is under way
   */
  public SearchCard(PhotoSearch search) {
    this.search = search;
    getStyleClass().add("export-card");
    setId("search-card");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    CardHead head = new CardHead(TEXTS.get("search.cancel"), search::cancel);
    head.title().setText(title(search.given()));
    head.close().setId("search-cancel");
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    Label count = new Label();
    count.setId("search-count");
    count.getStyleClass().add("caption");
    count
        .textProperty()
        .bind(search.countProperty().map(found -> TEXTS.get("search.count", found)));
    getChildren().addAll(head, new VBox(6, bar, count));
  }

  private static String title(List<Path> given) {
    Path first = given.get(0);
    return given.size() == 1
        ? TEXTS.get("search.one", first.getFileName() == null ? first : first.getFileName())
        : TEXTS.get("search.several", given.size());
  }

  /** The search it shows. */
  public PhotoSearch search() {
    return search;
  }
}
