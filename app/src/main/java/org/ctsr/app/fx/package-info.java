/** Small JavaFX helpers: texts, icons, dialogs. */
@NullMarked
package org.ctsr.app.fx;

import org.jspecify.annotations.NullMarked;
