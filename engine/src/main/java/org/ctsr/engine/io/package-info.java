/** Small files that are there whole or not at all. */
@NullMarked
package org.ctsr.engine.io;

import org.jspecify.annotations.NullMarked;
