package org.ctsr.app.gpu;

import java.nio.file.Path;
import java.util.Optional;
import org.ctsr.engine.torch.PackSource;

/**
 * What there is on this machine.
 *
 * @param offered whether there are libraries for graphics cards for this system
 * @param driver whether the driver of an NVIDIA card is installed
 * @param chosen the libraries that are used in place of the shipped ones
 * @param cuda whether those run on graphics cards
 * @param fetched whether something was fetched that could be deleted
 * @param pack where this release says its pack is
 * @param problem why what was chosen cannot be used; empty if all is well
 */
public record GpuStatus(
    boolean offered,
    boolean driver,
    Optional<Path> chosen,
    boolean cuda,
    boolean fetched,
    Optional<PackSource> pack,
    String problem) {}
