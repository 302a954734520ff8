#pragma once

#include "PlaneLoops.h"

namespace normscope::kernels
{

namespace
{

void maskGradient(std::int64_t count, const float* y, const float* g, float* masked)
{
    overPlane(
        count, [&](std::int64_t s) { store(masked + s, where(load(y + s), load(g + s))); },
        [&](std::int64_t s, std::int64_t n) {
            storePart(masked + s, where(loadPart(y + s, n), loadPart(g + s, n)), n);
        });
}

template <bool kNesterov, bool kFirst>
NORMSCOPE_INLINE void sgd(std::int64_t count, float* w, const float* g, float* v, float lr, float momentum, float decay)
{
    const Floats rates = Floats::all(lr);
    const Floats momenta = Floats::all(momentum);
    const Floats decays = Floats::all(decay);
    const auto form = [&](const Floats& weight, const Floats& gradient, Floats& velocity) {
        const Floats d = gradient + decays * weight;
        velocity = kFirst ? d : momenta * velocity + d;
        return weight - rates * (kNesterov ? d + momenta * velocity : velocity);
    };
    overPlane(
        count,
        [&](std::int64_t s) {
            Floats velocity = load(v + s);
            store(w + s, form(load(w + s), load(g + s), velocity));
            store(v + s, velocity);
        },
        [&](std::int64_t s, std::int64_t n) {
            Floats velocity = loadPart(v + s, n);
            storePart(w + s, form(loadPart(w + s, n), loadPart(g + s, n), velocity), n);
            storePart(v + s, velocity, n);
        });
}

void sgdStep(std::int64_t count, float* w, const float* g, float* v, float lr, float momentum, float decay,
             bool nesterov, bool isFirst)
{
    if (nesterov) {
        isFirst ? sgd<true, true>(count, w, g, v, lr, momentum, decay)
                : sgd<true, false>(count, w, g, v, lr, momentum, decay);
    } else {
        isFirst ? sgd<false, true>(count, w, g, v, lr, momentum, decay)
                : sgd<false, false>(count, w, g, v, lr, momentum, decay);
    }
}

}  // namespace

}  // namespace normscope::kernels
