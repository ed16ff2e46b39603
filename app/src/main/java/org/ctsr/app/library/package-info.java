/** The photos that are open, and their strip of thumbnails. */
@NullMarked
package org.ctsr.app.library;

import org.jspecify.annotations.NullMarked;
