package org.ctsr.app.models;

import java.nio.file.Path;

/**
 * What the form says of a TorchScript file.
 *
 * @param file the network
 * @param name of the package
 * @param title name for people
 * @param role student, fidelity or realness
 * @param halo LR pixels around a tile
 * @param defaultRealness for students
 * @param license SPDX expression
 * @param provenance where the weights come from
 */
public record BareNetwork(
    Path file,
    String name,
    String title,
    String role,
    int halo,
    double defaultRealness,
    String license,
    String provenance) {}
