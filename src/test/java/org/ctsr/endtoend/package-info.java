/** The shipped models and the program as its user meets them. */
@NullMarked
package org.ctsr.endtoend;

import org.jspecify.annotations.NullMarked;
