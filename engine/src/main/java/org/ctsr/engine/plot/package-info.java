/** Line plots as PNG and SVG files, drawn without a window. */
@NullMarked
package org.ctsr.engine.plot;

import org.jspecify.annotations.NullMarked;
