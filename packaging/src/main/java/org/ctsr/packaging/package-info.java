/** Builds the runtime, the application image and the installers of one operating system. */
@NullMarked
package org.ctsr.packaging;

import org.jspecify.annotations.NullMarked;
