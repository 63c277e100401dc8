package dev.fader.trainer.network;

/**
 * What training minimises: {@code ψ·E(y‖ŷ) + λ·E(s_k‖ŝ_k)}, in dB.
 *
 * @param psi weight of the remix term
 * @param lambda weight of the source term
 */
public record Objective(RemixModel model, double psi, double lambda) {}
