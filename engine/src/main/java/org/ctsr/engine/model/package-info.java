/** Model packages: manifest, digest, library folders, and the weights file itself. */
@NullMarked
package org.ctsr.engine.model;

import org.jspecify.annotations.NullMarked;
