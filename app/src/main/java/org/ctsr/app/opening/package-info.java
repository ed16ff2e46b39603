/** How photos get into the strip and the viewer: opened, dropped, pasted, read, and held. */
@NullMarked
package org.ctsr.app.opening;

import org.jspecify.annotations.NullMarked;
