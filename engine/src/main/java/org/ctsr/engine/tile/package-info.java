/** How a photo is cut into tiles with a halo, and how the results are kept compactly. */
@NullMarked
package org.ctsr.engine.tile;

import org.jspecify.annotations.NullMarked;
