/**
 * What a window shows of an enlarged photo: basis images resampled once to screen pixels, and
 * blended from there at every change of realness.
 */
@NullMarked
package org.ctsr.engine.view;

import org.jspecify.annotations.NullMarked;
