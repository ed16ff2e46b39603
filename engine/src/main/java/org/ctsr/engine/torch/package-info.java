/**
 * Which PyTorch libraries run the networks (the shipped ones for the CPU, or others for CUDA), and
 * how they get a network's file.
 */
@NullMarked
package org.ctsr.engine.torch;

import org.jspecify.annotations.NullMarked;
