package io.culvert.bench;

import io.culvert.bench.measure.Plan;
import io.culvert.bench.server.Scene;

/**
 * One part of a run.
 *
 * @param scene what is asked of the servers
 * @param plan which of them, how often and how long
 */
record Stage(Scene scene, Plan plan) {}
