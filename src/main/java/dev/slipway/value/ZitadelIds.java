package dev.slipway.value;

/**
 * The ids of an environment's objects in Zitadel that its stack files have.
 *
 * @param application id of the application of the command line; only in the file of an Ops Cluster
 * @param client client id of that application
 */
public record ZitadelIds(
    ZitadelId organization, ZitadelId project, ZitadelId application, ZitadelClientId client) {}
