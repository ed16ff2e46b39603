/** Small JavaFX helpers: texts, icons, dialogs, work aside. */
@NullMarked
package org.ctsr.app.fx;

import org.jspecify.annotations.NullMarked;
