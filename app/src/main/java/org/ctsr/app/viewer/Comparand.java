package org.ctsr.app.viewer;

import org.ctsr.engine.render.Realness;
import org.ctsr.engine.view.ViewSource;

/**
 * A result that comparisons show in the photo's place.
 *
 * @param source the photo enlarged by the model it was pinned with; of another model than the one
 *     in use, only tiles computed before can be shown
 * @param realness t
 */
public record Comparand(ViewSource source, Realness realness) {}
