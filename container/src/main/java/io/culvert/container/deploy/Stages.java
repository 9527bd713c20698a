package io.culvert.container.deploy;

/**
 * The pipeline, in the order it runs.
 *
 * @param unpack makes the WAR a folder
 * @param migrate rewrites what is made for {@code javax.servlet}
 * @param scan finds its classes
 * @param describe merges its descriptors and annotations
 * @param assemble tells the servlet engine of it
 * @param pages adds what serves its JSP pages
 * @param start brings it to life
 */
record Stages(
    Stage<DeploymentSpec, Exploded> unpack,
    Stage<Exploded, Exploded> migrate,
    Stage<Exploded, Scanned> scan,
    Stage<Scanned, Described> describe,
    Stage<Described, Assembled> assemble,
    Stage<Assembled, WithPages> pages,
    Stage<Assembled, Started> start) {}
