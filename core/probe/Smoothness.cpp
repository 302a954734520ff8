#include <algorithm>
#include <cmath>
#include <limits>

#include <torch/torch.h>

#include <normscope/probe/Looks.h>

namespace normscope::probe
{

namespace
{

/// Least and largest of some numbers; NaN where one is.
struct Range
{
    double least = std::numeric_limits<double>::infinity();
    double most = -std::numeric_limits<double>::infinity();

    void add(double value)
    {
        // Written so that NaN stays.
        least = value > least || std::isnan(least) ? least : value;
        most = value < most || std::isnan(most) ? most : value;
    }
};

}  // namespace

/// Santurkar et al. (NeurIPS 2018), figure 4. At θ with the step's batch and g = ∇L(θ), in training mode, along θ − η·g
/// for eight η from a half to four times the learning rate: least and largest loss; least and largest
/// ‖g − ∇L(θ − η·g)‖; and the effective smoothness, the largest ‖g − ∇L(θ − η·g)‖ / (η·‖g‖).
void lookAtSmoothness(Moment& moment, Rows& rows)
{
    constexpr int kPoints = 8;
    const std::vector<torch::Tensor> gradients = moment.gradients();
    const double norm = normOf(gradients);
    Range loss;
    Range change;
    Range smoothness;
    for (int i = 1; i <= kPoints; ++i) {
        const double eta = moment.sight().lr * i / 2;
        moment.descend(eta);
        std::vector<torch::Tensor> there;
        loss.add(moment.lossNow(&there));
        for (std::size_t p = 0; p < there.size(); ++p) {
            there[p] = gradients[p].to(torch::kDouble) - there[p].to(torch::kDouble);
        }
        const double distance = normOf(there);
        change.add(distance);
        smoothness.add(distance / (eta * norm));
    }
    moment.restore();
    rows.add({}, {loss.least, loss.most, change.least, change.most, smoothness.most});
}

}  // namespace normscope::probe
