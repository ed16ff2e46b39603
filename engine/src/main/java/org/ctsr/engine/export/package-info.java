/** Streams enlarged photos to disk, one or many, without ever leaving a half-written file. */
@NullMarked
package org.ctsr.engine.export;

import org.jspecify.annotations.NullMarked;
