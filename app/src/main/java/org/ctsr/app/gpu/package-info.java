/** Which libraries compute: those of the processor, or a pack for graphics cards. */
@NullMarked
package org.ctsr.app.gpu;

import org.jspecify.annotations.NullMarked;
