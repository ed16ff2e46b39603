/** Trains a student on the user's own photos: a wizard around the engine's stages. */
@NullMarked
package org.ctsr.app.train;

import org.jspecify.annotations.NullMarked;
