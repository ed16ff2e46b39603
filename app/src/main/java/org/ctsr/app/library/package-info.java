/** The photos that are open: found in files and folders, and shown in a strip of thumbnails. */
@NullMarked
package org.ctsr.app.library;

import org.jspecify.annotations.NullMarked;
