#include <algorithm>

#include <normscope/graph/Steps.h>

namespace normscope::graph
{

namespace
{

bool isRelu(const Node& node)
{
    const auto* activation = as<Activation>(node);
    return activation != nullptr && activation->function == Activation::Function::ReLU;
}

bool isHalving(const Node& node)
{
    const auto* pool = as<Pool2d>(node);
    return pool != nullptr && *pool == Pool2d{};
}

class Planner
{
  public:
    Planner(const Graph& graph, const std::vector<NodeDescription>& rows)
        : m_graph(graph)
        , m_rows(rows)
        , m_isTaken(rows.size(), false)
    {
    }

    std::vector<Step> plan(bool fuses)
    {
        for (std::size_t i = 0; fuses && i < m_rows.size(); ++i) {
            findSumOf(i);
        }
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            const auto sum = std::find_if(m_sums.begin(), m_sums.end(), [&](const Sum& one) { return one.add == i; });
            if (sum != m_sums.end()) {
                add(Step::Kind::NormAddRelu, {sum->norm, i, sum->relu}, {m_rows[sum->norm].inputs.front(), sum->other});
            } else if (!m_isTaken[i]) {
                addFrom(i, fuses);
            }
        }
        return std::move(m_steps);
    }

  private:
    /// The end of a residual block: relu(norm + other).
    struct Sum
    {
        std::size_t add;
        std::size_t norm;
        std::size_t other;
        std::size_t relu;
    };

    /// The only node that takes what `i` gives, and takes nothing else of it; kInputIndex where there is none.
    [[nodiscard]] std::size_t onlyConsumer(std::size_t i) const
    {
        const auto& consumers = m_rows[i].consumers;
        if (consumers.size() != 1) {
            return kInputIndex;
        }
        const auto& inputs = m_rows[consumers.front()].inputs;
        return std::count(inputs.begin(), inputs.end(), i) == 1 ? consumers.front() : kInputIndex;
    }

    /// What noise comes behind is a step of its own.
    [[nodiscard]] bool isNorm(std::size_t i) const
    {
        const auto* norm = i == kInputIndex ? nullptr : as<BatchNorm>(m_graph.nodes[i]);
        return norm != nullptr && !norm->isNoisy;
    }

    void findSumOf(std::size_t i)
    {
        const auto& inputs = m_rows[i].inputs;
        const std::size_t relu = onlyConsumer(i);
        if (as<Add>(m_graph.nodes[i]) == nullptr || inputs.size() != 2 || m_rows[i].outputShape.size() != 3 ||
            relu == kInputIndex || !isRelu(m_graph.nodes[relu])) {
            return;
        }
        for (const std::size_t which : {0U, 1U}) {
            if (isNorm(inputs[which]) && onlyConsumer(inputs[which]) == i) {
                m_sums.push_back({i, inputs[which], inputs[1 - which], relu});
                m_isTaken[inputs[which]] = m_isTaken[i] = m_isTaken[relu] = true;
                return;
            }
        }
    }

    /// The step that begins with that node.
    void addFrom(std::size_t i, bool fuses)
    {
        const bool isNormed = isNorm(i);
        std::vector<std::size_t> nodes{i};
        if (fuses && (isNormed || isRelu(m_graph.nodes[i]))) {
            const std::size_t relu = isNormed ? onlyConsumer(i) : i;
            if (relu != kInputIndex && isRelu(m_graph.nodes[relu])) {
                if (isNormed) {
                    nodes.push_back(relu);
                }
                const std::size_t pool = onlyConsumer(relu);
                if (pool != kInputIndex && isHalving(m_graph.nodes[pool])) {
                    nodes.push_back(pool);
                }
            }
        }
        const bool isPooled = nodes.size() == (isNormed ? 3U : 2U);
        const Step::Kind kind = nodes.size() == 1 ? Step::Kind::Single
                                : !isNormed       ? Step::Kind::ReluPool
                                : isPooled        ? Step::Kind::NormReluPool
                                                  : Step::Kind::NormRelu;
        add(kind, std::move(nodes), m_rows[i].inputs);
    }

    void add(Step::Kind kind, std::vector<std::size_t> nodes, std::vector<std::size_t> inputs)
    {
        Step step;
        step.kind = kind;
        for (const std::size_t node : nodes) {
            step.name += (step.name.empty() ? "" : "+") + m_rows[node].name;
            m_isTaken[node] = true;
        }
        step.output = nodes.back();
        step.nodes = std::move(nodes);
        step.inputs = std::move(inputs);
        m_steps.push_back(std::move(step));
    }

    const Graph& m_graph;
    const std::vector<NodeDescription>& m_rows;
    std::vector<bool> m_isTaken;  ///< part of a step already
    std::vector<Sum> m_sums;
    std::vector<Step> m_steps;
};

}  // namespace

std::vector<Step> stepsOf(const Graph& graph, const std::vector<NodeDescription>& description, bool fuses)
{
    return Planner(graph, description).plan(fuses);
}

}  // namespace normscope::graph
