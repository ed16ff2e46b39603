/** What is asked of the operating system. */
@NullMarked
package org.ctsr.engine.system;

import org.jspecify.annotations.NullMarked;
