/** Runs one tile through a network and gives its three basis images. */
@NullMarked
package org.ctsr.engine.inference;

import org.jspecify.annotations.NullMarked;
