/** The windows on the desktop: their icon, and what of them is the same at the next start. */
@NullMarked
package org.ctsr.app.window;

import org.jspecify.annotations.NullMarked;
