/** The start: what begins before the window, what the first one shows, and how long it takes. */
@NullMarked
package org.ctsr.app.start;

import org.jspecify.annotations.NullMarked;
