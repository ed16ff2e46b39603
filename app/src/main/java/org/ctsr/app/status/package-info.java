/** The line below the photo: what is computed, where, and how much memory it takes. */
@NullMarked
package org.ctsr.app.status;

import org.jspecify.annotations.NullMarked;
