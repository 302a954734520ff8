#include <algorithm>
#include <cctype>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include <normscope/base/Numbers.h>
#include <normscope/base/PlainText.h>
#include <normscope/graph/Graph.h>
#include <normscope/graph/Outline.h>

/// The part of Graph.h that looks a graph over: names and edges first, then shapes from node to node.
namespace normscope::graph
{

namespace
{

constexpr std::size_t kLongestName = 200;

/// What a checkpoint puts before the names of parameters for their momentum.
constexpr const char* kReservedPrefix = "momentum_buffer.";

tl::unexpected<Error> refuse(const std::string& name, const Message& what)
{
    return fail(ErrorCode::Usage, Message::tr("node \"{}\" {}", inSentence(name), what));
}

/// Whether it is words of letters, digits and _ joined by dots.
bool isName(const std::string& name)
{
    bool isWordBegun = false;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '.' ? !isWordBegun : c != '_' && (byte >= 0x80 || std::isalnum(byte) == 0)) {
            return false;
        }
        isWordBegun = c != '.';
    }
    return isWordBegun && name.size() <= kLongestName;
}

/// How many inputs an operation takes; 0: two or more.
std::size_t inputsOf(const Operation& operation)
{
    return std::holds_alternative<Add>(operation) ? 0 : std::holds_alternative<Multiply>(operation) ? 2 : 1;
}

/// Finds nodes by name and makes edges of the names in their inputs. Goes on behind what does not fit.
class Edges
{
  public:
    explicit Edges(const Graph& graph)
        : m_graph(graph)
    {
    }

    /// Fills in names, kinds, inputs and consumers.
    Outline connect()
    {
        const auto& nodes = m_graph.nodes;
        if (nodes.empty()) {
            m_outline.misfits.push_back({kInputIndex, Message::tr("the network has no nodes")});
            return std::move(m_outline);
        }
        if (nodes.size() > kMostNodes) {
            const auto last = static_cast<std::int64_t>(nodes.size());
            note(kMostNodes, refuse(nodes[kMostNodes].name,
                                    Message::tr("is number {} of {}: a network has at most {} nodes",
                                                grouped(kMostNodes + 1), grouped(last), grouped(kMostNodes))));
            return std::move(m_outline);
        }
        auto& rows = m_outline.rows;
        rows.resize(nodes.size());
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            rows[i].name = nodes[i].name;
            rows[i].kind = kindOf(nodes[i]);
        }
        checkNames();
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            note(i, connect(i));
        }
        for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
            if (rows[i].consumers.empty()) {
                note(i,
                     refuse(rows[i].name, Message::tr("is used by nothing: let another node take it, or remove it")));
            }
        }
        return std::move(m_outline);
    }

  private:
    void note(std::size_t node, const Status& status)
    {
        if (!status) {
            m_outline.misfits.push_back({node, status.error().message});
        }
    }

    void checkNames()
    {
        std::unordered_set<std::string> scopes;
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
            const std::string& name = m_graph.nodes[i].name;
            note(i, checkName(name, i));
            for (auto dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1)) {
                scopes.insert(name.substr(0, dot));
            }
        }
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
            const std::string& name = m_graph.nodes[i].name;
            if (scopes.contains(name)) {
                note(i, refuse(name, Message::tr("has a name that others begin with, as in \"{}.…\": it cannot be "
                                                 "a node and a scope at once",
                                                 name)));
            }
        }
    }

    Status checkName(const std::string& name, std::size_t i)
    {
        if (!isName(name)) {
            return refuse(name, Message::tr("has a name that is none: use words of letters, digits and _ joined by "
                                            "dots, {} characters at most",
                                            kLongestName));
        }
        if (name.starts_with(kReservedPrefix)) {
            return refuse(name, Message::tr("begins with \"{}\", as checkpoints name momentum: choose another name",
                                            kReservedPrefix));
        }
        if (name == kInputName) {
            return refuse(name, Message::tr("has the name of the image that goes into the network: choose another"));
        }
        if (!m_index.emplace(name, i).second) {
            return refuse(name, Message::tr("is there twice: give each node a name of its own"));
        }
        return {};
    }

    Status connect(std::size_t i)
    {
        const Node& node = m_graph.nodes[i];
        const std::size_t needed = inputsOf(node.operation);
        const std::size_t given = node.inputs.size();
        Status status;
        if (needed == 0 ? given < 2 : given != needed) {
            const Message inputs = needed == 0   ? Message::tr("two or more inputs")
                                   : needed == 2 ? Message::tr("two inputs")
                                                 : Message::tr("one input");
            status = refuse(node.name, Message::tr("is {} and takes {}, it has {}", kindOf(node), inputs, given));
        }
        for (const std::string& input : node.inputs) {
            if (auto taken = take(i, input); !taken && status) {
                status = std::move(taken);
            }
        }
        return status;
    }

    Status take(std::size_t i, const std::string& input)
    {
        const std::string& name = m_graph.nodes[i].name;
        auto& rows = m_outline.rows;
        if (input == kInputName) {
            rows[i].inputs.push_back(kInputIndex);
            return {};
        }
        const auto found = m_index.find(input);
        if (found == m_index.end()) {
            return refuse(name, Message::tr("takes \"{}\", which is no node", inSentence(input)));
        }
        if (found->second >= i) {
            return refuse(name, found->second == i ? Message::tr("takes itself: a network has no cycles")
                                                   : Message::tr("takes \"{}\", which comes after it: a network has no "
                                                                 "cycles, and each node stands behind its inputs",
                                                                 input));
        }
        rows[i].inputs.push_back(found->second);
        auto& consumers = rows[found->second].consumers;
        if (consumers.empty() || consumers.back() != i) {
            consumers.push_back(i);
        }
        return {};
    }

    const Graph& m_graph;
    std::unordered_map<std::string, std::size_t> m_index;
    Outline m_outline;
};

/// Whether a sample of that shape is a small part of any machine's memory.
bool isSensible(const SampleShape& shape)
{
    double values = 1;
    for (const std::int64_t extent : shape) {
        values *= static_cast<double>(extent);
    }
    return values <= static_cast<double>(kMostValues);
}

/// Finds shape and counts of one node from the shapes that go into it.
class ShapeFinder
{
  public:
    ShapeFinder(NodeDescription& row, std::vector<const SampleShape*> inputs)
        : m_row(row)
        , m_inputs(std::move(inputs))
        , m_in(*m_inputs.front())
    {
    }

    Status operator()(const Linear& layer)
    {
        if (auto status = checkSize("out_features", layer.outFeatures, 1, kLargestWidth); !status) {
            return status;
        }
        if (m_in.size() != 1) {
            return unfit(Message::tr("flat input: put a Reshape before it"));
        }
        return weighted({layer.outFeatures}, layer.outFeatures, 1, layer.normalInit);
    }

    Status operator()(const Conv2d& layer)
    {
        if (auto status = checkSize("out_channels", layer.outChannels, 1, kLargestWidth); !status) {
            return status;
        }
        if (auto status = checkWindow(layer.kernelSize, layer.stride, layer.padding, kLargestKernel); !status) {
            return status;
        }
        auto shape = shapeAfter(layer.outChannels, layer.kernelSize, layer.stride, layer.padding);
        if (!shape) {
            return passOn(shape);
        }
        return weighted(std::move(*shape), layer.outChannels, layer.kernelSize * layer.kernelSize, layer.normalInit);
    }

    Status operator()(const BatchNorm& norm)
    {
        if (!norm.isNoisy && (norm.isOfImages ? m_in.size() != 3 : m_in.size() != 1)) {
            return unfit(norm.isOfImages ? Message::tr("an image: BatchNorm1d is for flat input")
                                         : Message::tr("flat input: BatchNorm2d is for images"));
        }
        if (norm.momentum && !(*norm.momentum >= 0 && *norm.momentum <= 1)) {
            return refuse(m_row.name, Message::tr("has momentum {}: use a number from 0 to 1", *norm.momentum));
        }
        auto status = normalizer(norm.eps, 2 * m_in[0] + 1);
        if (status && !norm.enabled) {
            m_row.isOff = true;
            m_row.counts = {};
        }
        return status;
    }

    Status operator()(const LayerNorm& norm)
    {
        return m_in.size() == 1 ? normalizer(norm.eps, 0)
                                : unfit(Message::tr("flat input: use GroupNorm of one group for images"));
    }

    Status operator()(const GroupNorm& norm)
    {
        if (m_in.size() != 3) {
            return unfit(Message::tr("an image: use LayerNorm for flat input"));
        }
        if (norm.numGroups < 1 || m_in[0] % norm.numGroups != 0) {
            return refuse(m_row.name,
                          Message::tr("has num_groups {}, which does not divide the {} channels of its input",
                                      norm.numGroups, m_in[0]));
        }
        return normalizer(norm.eps, 0);
    }

    Status operator()(const Activation& /*activation*/) { return same(); }

    Status operator()(const Pool2d& pool)
    {
        if (auto status = checkWindow(pool.kernelSize, pool.stride, pool.padding, pool.kernelSize / 2); !status) {
            return status;
        }
        auto shape = shapeAfter(m_in.front(), pool.kernelSize, pool.stride, pool.padding);
        return shape ? done(std::move(*shape)) : Status(passOn(shape));
    }

    Status operator()(const GlobalAvgPool2d& /*pool*/)
    {
        return m_in.size() == 3 ? done({m_in[0]}) : unfit(Message::tr("an image"));
    }

    Status operator()(const Dropout& dropout)
    {
        if (!(dropout.p >= 0 && dropout.p < 1)) {
            return refuse(m_row.name, Message::tr("has p {}: use a number from 0 on and below 1", dropout.p));
        }
        return same();
    }

    Status operator()(const Reshape& /*reshape*/)
    {
        return m_in.size() == 3 ? done({valuesOf(m_in)})
                                : unfit(Message::tr("an image: what is flat needs no Reshape"));
    }

    Status operator()(const Add& /*add*/)
    {
        for (const SampleShape* other : m_inputs) {
            if (*other != m_in) {
                return refuse(m_row.name,
                              Message::tr("adds {} and {}: its inputs need one shape", toText(m_in), toText(*other)));
            }
        }
        return same();
    }

    Status operator()(const Multiply& /*multiply*/)
    {
        const SampleShape& other = *m_inputs[1];
        const SampleShape& image = m_in.size() == 3 ? m_in : other;
        const SampleShape& factors = m_in.size() == 3 ? other : m_in;
        if (image.size() != 3 || factors.size() != 1 || factors[0] != image[0]) {
            return refuse(m_row.name, Message::tr("multiplies {} and {}: it needs an image and flat input with one "
                                                  "number a channel",
                                                  toText(m_in), toText(other)));
        }
        return done(image);
    }

  private:
    Status same() { return done(m_in); }

    Status done(SampleShape shape)
    {
        if (!isSensible(shape)) {
            return refuse(m_row.name, Message::tr("makes {} of one sample, too large for the memory: use fewer "
                                                  "channels or features",
                                                  toText(shape)));
        }
        m_row.outputShape = std::move(shape);
        return {};
    }

    /// A weight for each pair of an input's and an output's channel and each place of the kernel, a bias an output.
    Status weighted(SampleShape shape, std::int64_t outputs, std::int64_t kernelArea, const std::optional<double>& init)
    {
        const double weights =
            static_cast<double>(m_in[0]) * static_cast<double>(outputs) * static_cast<double>(kernelArea);
        if (weights > static_cast<double>(kMostWeights)) {
            return refuse(m_row.name, Message::tr("has {} weights, too large for the memory: use fewer channels or "
                                                  "features",
                                                  fmt::format("{:.3g}", weights)));
        }
        if (init && !(std::isfinite(*init) && *init > 0)) {
            return refuse(m_row.name, Message::tr("has initial weights of standard deviation {}: use a number greater "
                                                  "than 0",
                                                  *init));
        }
        m_row.counts.weight = m_in[0] * outputs * kernelArea;
        m_row.counts.bias = outputs;
        m_row.multiplyAdds = weights * (shape.size() == 3 ? static_cast<double>(shape[1] * shape[2]) : 1.0);
        return done(std::move(shape));
    }

    Status normalizer(const std::optional<double>& eps, std::int64_t buffers)
    {
        if (eps && !(std::isfinite(*eps) && *eps >= 0)) {
            return refuse(m_row.name, Message::tr("has eps {}: use a number that is not negative", *eps));
        }
        m_row.counts.gammaBeta = 2 * m_in[0];
        m_row.counts.buffers = buffers;
        return same();
    }

    Result<SampleShape> shapeAfter(std::int64_t channels, std::int64_t kernel, std::int64_t stride,
                                   std::int64_t padding) const
    {
        if (m_in.size() != 3) {
            auto status = unfit(Message::tr("an image"));
            return passOn(status);
        }
        if (std::min(m_in[1], m_in[2]) + 2 * padding < kernel) {
            return refuse(m_row.name,
                          Message::tr("gets {} and has a {} of {}×{}: the image is too small for it", toText(m_in),
                                      m_row.kind == "Conv2d" ? Message::tr("kernel") : Message::tr("window"), kernel,
                                      kernel));
        }
        return SampleShape{channels, extentAfter(m_in[1], kernel, stride, padding),
                           extentAfter(m_in[2], kernel, stride, padding)};
    }

    [[nodiscard]] Status checkWindow(std::int64_t kernel, std::int64_t stride, std::int64_t padding,
                                     std::int64_t mostPadding) const
    {
        auto status = checkSize("kernel_size", kernel, 1, kLargestKernel);
        status = status ? checkSize("stride", stride, 1, kLargestKernel) : status;
        return status ? checkSize("padding", padding, 0, mostPadding) : status;
    }

    [[nodiscard]] Status checkSize(const char* key, std::int64_t value, std::int64_t least, std::int64_t most) const
    {
        if (value < least || value > most) {
            return refuse(m_row.name,
                          Message::tr("has {} {}: use a whole number from {} to {}", key, value, least, most));
        }
        return {};
    }

    [[nodiscard]] Status unfit(const Message& needed) const
    {
        return refuse(m_row.name, Message::tr("is {} and gets {}, it needs {}", m_row.kind, toText(m_in), needed));
    }

    NodeDescription& m_row;
    std::vector<const SampleShape*> m_inputs;
    const SampleShape& m_in;
};

Status checkInput(const SampleShape& input)
{
    const bool isShape = input.size() == 1 || input.size() == 3;
    const auto isInRange = [](std::int64_t extent) { return extent >= 1 && extent <= kMostValues; };
    if (!isShape || !std::all_of(input.begin(), input.end(), isInRange) || !isSensible(input)) {
        return fail(ErrorCode::Usage, Message::tr("the network's input is [{}], it needs [channels, height, width] or "
                                                  "[features]",
                                                  toText(input)));
    }
    return {};
}

/// Why the input and the last node do not fit the data, one of them or both.
std::vector<Misfit> misfitsOfData(const Graph& graph, const std::vector<NodeDescription>& rows,
                                  const SampleShape& image, std::int64_t classes)
{
    std::vector<Misfit> misfits;
    if (graph.input != image && graph.input != SampleShape{valuesOf(image)}) {
        misfits.push_back(
            {kInputIndex, Message::tr("the network's input is {} and the images are {}: they must agree, or "
                                      "the input be flat with {} features",
                                      toText(graph.input), toText(image), valuesOf(image))});
    }
    if (!rows.empty() && !rows.back().outputShape.empty() && rows.back().outputShape != SampleShape{classes}) {
        const NodeDescription& last = rows.back();
        const Status status =
            refuse(last.name, Message::tr("is the last one and gives {}, the data have {} classes: let it give one "
                                          "number a class",
                                          toText(last.outputShape), classes));
        misfits.push_back({rows.size() - 1, status.error().message});
    }
    return misfits;
}

}  // namespace

const Misfit* Outline::of(std::size_t node) const
{
    const auto found =
        std::find_if(misfits.begin(), misfits.end(), [=](const Misfit& one) { return one.node == node; });
    return found == misfits.end() ? nullptr : &*found;
}

Outline outlineOf(const Graph& graph)
{
    Outline outline = Edges(graph).connect();
    auto& rows = outline.rows;
    const auto input = checkInput(graph.input);
    if (!input) {
        outline.misfits.insert(outline.misfits.begin(), {kInputIndex, input.error().message});
    }
    for (std::size_t i = 0; input && i < rows.size(); ++i) {
        std::vector<const SampleShape*> inputs;
        for (const std::size_t one : rows[i].inputs) {
            inputs.push_back(one == kInputIndex ? &graph.input : &rows[one].outputShape);
        }
        const std::size_t needed = inputsOf(graph.nodes[i].operation);
        const bool isKnown =
            inputs.size() == graph.nodes[i].inputs.size() &&
            (needed == 0 ? inputs.size() > 1 : inputs.size() == needed) &&
            std::none_of(inputs.begin(), inputs.end(), [](const auto* shape) { return shape->empty(); });
        if (!isKnown) {
            continue;
        }
        const auto status = std::visit(ShapeFinder(rows[i], std::move(inputs)), graph.nodes[i].operation);
        if (!status) {
            outline.misfits.push_back({i, status.error().message});
        }
    }
    return outline;
}

Outline outlineFor(const Graph& graph, const SampleShape& image, std::int64_t classes)
{
    Outline outline = outlineOf(graph);
    const auto misfits = misfitsOfData(graph, outline.rows, image, classes);
    outline.misfits.insert(outline.misfits.end(), misfits.begin(), misfits.end());
    return outline;
}

Result<std::vector<NodeDescription>> describe(const Graph& graph)
{
    Outline outline = outlineOf(graph);
    if (!outline.misfits.empty()) {
        return fail(ErrorCode::Usage, outline.misfits.front().what);
    }
    return std::move(outline.rows);
}

Result<std::vector<NodeDescription>> describeFor(const Graph& graph, const SampleShape& image, std::int64_t classes)
{
    auto rows = describe(graph);
    if (!rows) {
        return rows;
    }
    if (const auto misfits = misfitsOfData(graph, *rows, image, classes); !misfits.empty()) {
        return fail(ErrorCode::Usage, misfits.front().what);
    }
    return rows;
}

}  // namespace normscope::graph
