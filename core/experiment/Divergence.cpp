#include <algorithm>
#include <optional>
#include <variant>

#include <normscope/base/Overloaded.h>
#include <normscope/experiment/Divergence.h>
#include <normscope/experiment/RunRecord.h>
#include <normscope/experiment/Variants.h>

namespace normscope
{

bool hasZeroEpsilon(const ExperimentSpec& spec, const std::string& variant)
{
    const bool hasBn = variant != kNoBn;
    if (!spec.network) {
        return hasBn && spec.bnEps == 0;
    }
    const auto isZero = [&](const std::optional<double>& eps) { return eps.value_or(spec.bnEps) == 0; };
    const auto& nodes = spec.network->nodes;
    return std::any_of(nodes.begin(), nodes.end(), [&](const graph::Node& node) {
        return std::visit(Overloaded{
                              [&](const graph::BatchNorm& norm) { return hasBn && norm.enabled && isZero(norm.eps); },
                              [&](const graph::LayerNorm& norm) { return isZero(norm.eps); },
                              [&](const graph::GroupNorm& norm) { return isZero(norm.eps); },
                              [](const auto& /*other*/) { return false; },
                          },
                          node.operation);
    });
}

Message divergenceAdvice(const ExperimentSpec& spec, const std::string& variant, std::int64_t iteration)
{
    if (!hasZeroEpsilon(spec, variant)) {
        return divergenceAdvice(iteration);
    }
    const auto advice = Message::tr("A normalizer's ε is 0 (--bn-eps), so that values that are alike in a whole batch "
                                    "are divided by 0: an ε greater than 0, such as 1e-5, may help.");
    return iteration > 1 ? advice : Message::tr("Nothing had been learned yet. {}", advice);
}

}  // namespace normscope
