/** The rules the packages keep, and proof that each rule can fail. */
@NullMarked
package org.ctsr.architecture;

import org.jspecify.annotations.NullMarked;
