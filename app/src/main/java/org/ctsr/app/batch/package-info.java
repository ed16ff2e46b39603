/** Many photos enlarged one after the other, in a window of their own. */
@NullMarked
package org.ctsr.app.batch;

import org.jspecify.annotations.NullMarked;
