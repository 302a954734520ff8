#pragma once

namespace normscope
{

/// Which parameters weight decay acts on.
enum class WeightDecayOn
{
    All,      ///< every parameter, as torch.optim.SGD does when given them all
    Weights,  ///< the W of Linear and Conv2d alone: neither biases nor γ and β
};

/// Options of torch.optim.SGD with dampening 0: d = g + weightDecay · w;  v = momentum · v + d;  w = w − lr · v, or
/// with Nesterov w = w − lr · (d + momentum · v).
struct SgdOptions
{
    double lr = 0.1;  ///< > 0
    double momentum = 0.9;
    double weightDecay = 1e-4;
    bool nesterov = false;
    WeightDecayOn weightDecayOn = WeightDecayOn::All;
};

}  // namespace normscope
