/**
 * Photographs in memory and on disk: pixels, colour profile, metadata, alpha; readers and writers.
 */
@NullMarked
package org.ctsr.engine.image;

import org.jspecify.annotations.NullMarked;
