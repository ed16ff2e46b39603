/** Realness, blending of basis images, and the scheduling of tiles for a view or a whole photo. */
@NullMarked
package org.ctsr.engine.render;

import org.jspecify.annotations.NullMarked;
