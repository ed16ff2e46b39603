package org.ctsr.app.start;

import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.ctsr.app.card.NoticeCard;
import org.ctsr.app.engine.LoadedModel;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.library.PhotoItem;
import org.ctsr.app.mainwindow.MainWindow;
import org.ctsr.app.opening.PhotoFlow;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.engine.torch.GraphicsCard;

/**
 * The first start: the sample photo, one sentence on the slider, and where the network runs. Asks
 * for nothing. Used on the FX thread.
 */
public final class FirstRun {
  private static final Messages TEXTS = Messages.of(FirstRun.class);

  private final StudioParts parts;
  private final ReadOnlyStringWrapper device = new ReadOnlyStringWrapper(TEXTS.get("first.look"));

  /**
   * @param parts whose model and device the card speaks of
   */
  public FirstRun(StudioParts parts) {
    this.parts = parts;
    parts.status().deviceProperty().addListener((property, old, name) -> showDevice());
    parts
        .inspector()
        .modelProblemProperty()
        .addListener(
            (property, old, problem) -> {
              if (!problem.isEmpty()) {
                // The inspector says what is the matter.
                device.set("");
              }
            });
    // The model may have been quicker than the window.
    showDevice();
  }

  /**
   * Shows the sample and a card that goes with it.
   *
   * @param ready the sample if it was read before
   */
  public void begin(PhotoFlow photos, MainWindow view, Optional<HeadStart.Sample> ready) {
    ready.ifPresentOrElse(
        sample -> photos.openSample(sample.photo(), sample.small()), photos::openSample);
    PhotoItem sample = parts.library().selectedProperty().get();
    NoticeCard card =
        new NoticeCard(TEXTS.get("first.title"), TEXTS.get("first.slider"), view::removeCard);
    card.setId("first-run");
    card.addLine(device.getReadOnlyProperty());
    view.addCard(card);
    parts
        .library()
        .selectedProperty()
        .addListener(
            (property, old, now) -> {
              if (now != sample) {
                view.removeCard(card);
              }
            });
  }

  private void showDevice() {
    LoadedModel model = parts.engine().model();
    if (model == null) {
      return;
    }
    String key = "first.gpu";
    if (!model.runner().isOnGpu()) {
      key = GraphicsCard.isNvidiaPresent() ? "first.cpu.unused" : "first.cpu";
    }
    device.set(TEXTS.get(key));
  }
}
