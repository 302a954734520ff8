#include <cmath>
#include <functional>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/Overloaded.h>
#include <normscope/base/PlainText.h>
#include <normscope/base/Suggestion.h>
#include <normscope/graph/GraphJson.h>

namespace normscope::graph
{

namespace
{

/// Keys that every node may have.
const std::set<std::string> kCommonKeys{"name", "kind", "inputs"};

std::string quoted(const Json& value)
{
    return inSentence(jsonText(value));
}

/// Reads the keys of one node and remembers the first thing that is wrong with them.
class NodeReader
{
  public:
    explicit NodeReader(const Json& json)
        : m_json(json)
    {
    }

    /// A whole number; ranges are describe()'s affair, but it has to fit 64 bits.
    std::int64_t integer(const char* key, std::optional<std::int64_t> otherwise = std::nullopt)
    {
        const Json* value = find(key);
        if (value == nullptr) {
            if (!otherwise) {
                refuse(Message::tr("lacks \"{}\"", key));
            }
            return otherwise.value_or(0);
        }
        // As a double first: a number past 64 bits would wrap around.
        if (!value->is_number_integer() || std::abs(value->get<double>()) > 0x1p53) {
            refuse(Message::tr("has \"{}\": {}, it needs a whole number", key, quoted(*value)));
            return 0;
        }
        return value->get<std::int64_t>();
    }

    std::optional<double> number(const char* key)
    {
        const Json* value = find(key);
        if (value == nullptr) {
            return std::nullopt;
        }
        if (!value->is_number()) {
            refuse(Message::tr("has \"{}\": {}, it needs a number", key, quoted(*value)));
            return std::nullopt;
        }
        return value->get<double>();
    }

    bool boolean(const char* key, bool otherwise)
    {
        const Json* value = find(key);
        if (value != nullptr && !value->is_boolean()) {
            refuse(Message::tr("has \"{}\": {}, it needs true or false", key, quoted(*value)));
        }
        return value != nullptr && value->is_boolean() ? value->get<bool>() : otherwise;
    }

    /// "default" or {"normal": σ}.
    std::optional<double> init()
    {
        const Json* value = find("init");
        if (value == nullptr || *value == "default") {
            return std::nullopt;
        }
        if (value->is_object() && value->size() == 1 && value->contains("normal") && (*value)["normal"].is_number()) {
            return (*value)["normal"].get<double>();
        }
        refuse(Message::tr("has \"init\": {}, it needs \"default\" or {{\"normal\": 0.01}}", quoted(*value)));
        return std::nullopt;
    }

    /// After all keys of its kind have been asked for: what is wrong, or a key that none of them is.
    [[nodiscard]] Message problem() const
    {
        if (!m_problem.empty()) {
            return m_problem;
        }
        for (const auto& [key, value] : m_json.items()) {
            if (!m_asked.contains(key) && !kCommonKeys.contains(key)) {
                if (m_asked.empty()) {
                    return Message::tr("has the unknown key \"{}\": its kind has none of its own", inSentence(key));
                }
                return withLikelyWord(Message::tr("has the unknown key \"{}\": its kind has {}", inSentence(key),
                                                  fmt::join(m_asked, ", ")),
                                      key, {m_asked.begin(), m_asked.end()});
            }
        }
        return {};
    }

  private:
    const Json* find(const char* key)
    {
        m_asked.insert(key);
        const auto found = m_json.find(key);
        return found == m_json.end() ? nullptr : &*found;
    }

    void refuse(Message problem)
    {
        if (m_problem.empty()) {
            m_problem = std::move(problem);
        }
    }

    const Json& m_json;
    std::set<std::string> m_asked;
    Message m_problem;
};

using ReadOperation = std::function<Operation(NodeReader&)>;

Operation readBatchNorm(NodeReader& node, bool isOfImages)
{
    return BatchNorm{isOfImages, node.number("momentum"), node.number("eps"), node.boolean("enabled", true)};
}

Operation readPool(NodeReader& node, bool isMax)
{
    const std::int64_t kernel = node.integer("kernel_size");
    return Pool2d{isMax, kernel, node.integer("stride", kernel), node.integer("padding", 0)};
}

template <class Kind>
ReadOperation fixed(Kind kind)
{
    return [kind](NodeReader& /*node*/) -> Operation { return kind; };
}

const std::map<std::string, ReadOperation>& kinds()
{
    static const std::map<std::string, ReadOperation> kKinds{
        {"Linear",
         [](NodeReader& node) -> Operation {
             return Linear{node.integer("out_features"), node.init()};
         }},
        {"Conv2d",
         [](NodeReader& node) -> Operation {
             return Conv2d{node.integer("out_channels"), node.integer("kernel_size"), node.integer("stride", 1),
                           node.integer("padding", 0), node.init()};
         }},
        {"NoisyBatchNorm",
         [](NodeReader& node) -> Operation {
             auto norm = std::get<BatchNorm>(readBatchNorm(node, false));
             norm.isNoisy = true;
             return norm;
         }},
        {"BatchNorm1d", [](NodeReader& node) { return readBatchNorm(node, false); }},
        {"BatchNorm2d", [](NodeReader& node) { return readBatchNorm(node, true); }},
        {"LayerNorm", [](NodeReader& node) -> Operation { return LayerNorm{node.number("eps")}; }},
        {"GroupNorm",
         [](NodeReader& node) -> Operation {
             return GroupNorm{node.integer("num_groups"), node.number("eps")};
         }},
        {"ReLU", fixed(Activation{Activation::Function::ReLU})},
        {"Sigmoid", fixed(Activation{Activation::Function::Sigmoid})},
        {"Tanh", fixed(Activation{Activation::Function::Tanh})},
        {"AvgPool2d", [](NodeReader& node) { return readPool(node, false); }},
        {"MaxPool2d", [](NodeReader& node) { return readPool(node, true); }},
        {"GlobalAvgPool2d", fixed(GlobalAvgPool2d{})},
        {"Dropout", [](NodeReader& node) -> Operation { return Dropout{node.number("p").value_or(Dropout().p)}; }},
        {"Reshape", fixed(Reshape{})},
        {"Add", fixed(Add{})},
        {"Multiply", fixed(Multiply{})}};
    return kKinds;
}

std::vector<std::string> kindNames()
{
    std::vector<std::string> names;
    for (const auto& [name, read] : kinds()) {
        names.push_back(name);
    }
    return names;
}

/// Node number `i` of a list; the sentence of an error begins with its name.
Result<Node> readNode(const Json& json, std::size_t i, const std::string& before)
{
    const auto refuse = [&](const Message& what) { return fail(ErrorCode::Usage, what); };
    if (!json.is_object()) {
        return refuse(Message::tr("node number {} is {}, it needs to be an object", i + 1, quoted(json)));
    }
    const auto name = json.find("name");
    if (name == json.end() || !name->is_string()) {
        return refuse(Message::tr("node number {} has no \"name\" that is a text", i + 1));
    }
    Node node{name->get<std::string>(), {}, {before}};
    const Message shown = Message::tr("node \"{}\"", inSentence(node.name));
    const auto kind = json.find("kind");
    if (kind == json.end() || !kind->is_string()) {
        return refuse(Message::tr("{} has no \"kind\" that is a text", shown));
    }
    const auto read = kinds().find(kind->get<std::string>());
    if (read == kinds().end()) {
        const auto known = kindNames();
        return refuse(withLikelyWord(
            Message::tr("{} has the unknown kind {}: use one of {}", shown, quoted(*kind), fmt::join(known, ", ")),
            kind->get<std::string>(), known));
    }
    NodeReader reader(json);
    node.operation = read->second(reader);
    if (const Message problem = reader.problem(); !problem.empty()) {
        return refuse(Message::tr("{} {}", shown, problem));
    }
    if (const auto inputs = json.find("inputs"); inputs != json.end()) {
        node.inputs.clear();
        const bool isList = inputs->is_array();
        for (const Json& input : isList ? *inputs : Json::array()) {
            if (input.is_string()) {
                node.inputs.push_back(input.get<std::string>());
            }
        }
        if (!isList || node.inputs.empty() || node.inputs.size() != inputs->size()) {
            return refuse(Message::tr("{} has \"inputs\": {}, it needs a list of names", shown, quoted(*inputs)));
        }
    }
    return node;
}

Result<SampleShape> readInput(const Json& json)
{
    SampleShape shape;
    const auto input = json.find("input");
    bool isShape = input != json.end() && input->is_array() && input->size() <= 3;
    for (const Json& extent : isShape ? *input : Json::array()) {
        isShape = isShape && extent.is_number_integer() && std::abs(extent.get<double>()) <= 0x1p53;
        shape.push_back(isShape ? extent.get<std::int64_t>() : 0);
    }
    if (!isShape) {
        return fail(ErrorCode::Usage,
                    Message::tr("\"input\" is {}, it needs [channels, height, width] or [features]",
                                input == json.end() ? Message::tr("missing") : Message(quoted(*input))));
    }
    return shape;
}

Result<Graph> readObject(const Json& json)
{
    for (const auto& [key, value] : json.items()) {
        if (key != "input" && key != "nodes") {
            return fail(ErrorCode::Usage,
                        Message::tr("unknown key \"{}\": a network has \"input\" and \"nodes\"", inSentence(key)));
        }
    }
    auto input = readInput(json);
    if (!input) {
        return passOn(input);
    }
    const auto nodes = json.find("nodes");
    if (nodes == json.end() || !nodes->is_array()) {
        return fail(ErrorCode::Usage, Message::tr("\"nodes\" is no list: it needs one of the network's nodes"));
    }
    Graph graph{std::move(*input), {}};
    std::string before(kInputName);
    for (const Json& item : *nodes) {
        auto node = readNode(item, graph.nodes.size(), before);
        if (!node) {
            return passOn(node);
        }
        before = node->name;
        graph.nodes.push_back(std::move(*node));
    }
    return graph;
}

template <class Value>
void putIfSet(Json& json, const char* key, const std::optional<Value>& value)
{
    if (value) {
        json[key] = *value;
    }
}

void putInit(Json& json, const std::optional<double>& init)
{
    if (init) {
        json["init"] = {{"normal", *init}};
    }
}

void putWindow(Json& json, std::int64_t kernelSize, std::int64_t stride, std::int64_t padding)
{
    json["kernel_size"] = kernelSize;
    json["stride"] = stride;
    json["padding"] = padding;
}

void putOperation(Json& json, const Operation& operation)
{
    std::visit(Overloaded{
                   [&](const Linear& layer) {
                       json["out_features"] = layer.outFeatures;
                       putInit(json, layer.normalInit);
                   },
                   [&](const Conv2d& layer) {
                       json["out_channels"] = layer.outChannels;
                       putWindow(json, layer.kernelSize, layer.stride, layer.padding);
                       putInit(json, layer.normalInit);
                   },
                   [&](const BatchNorm& norm) {
                       putIfSet(json, "momentum", norm.momentum);
                       putIfSet(json, "eps", norm.eps);
                       if (!norm.enabled) {
                           json["enabled"] = false;
                       }
                   },
                   [&](const LayerNorm& norm) { putIfSet(json, "eps", norm.eps); },
                   [&](const GroupNorm& norm) {
                       json["num_groups"] = norm.numGroups;
                       putIfSet(json, "eps", norm.eps);
                   },
                   [&](const Pool2d& pool) { putWindow(json, pool.kernelSize, pool.stride, pool.padding); },
                   [&](const Dropout& dropout) { json["p"] = dropout.p; },
                   [](const auto& /*without parameters*/) {},
               },
               operation);
}

}  // namespace

Json toJson(const Graph& graph)
{
    Json nodes = Json::array();
    std::string before(kInputName);
    for (const Node& node : graph.nodes) {
        Json json = Json::object();
        json["name"] = node.name;
        json["kind"] = kindOf(node);
        putOperation(json, node.operation);
        if (node.inputs != std::vector<std::string>{before}) {
            json["inputs"] = node.inputs;
        }
        before = node.name;
        nodes.push_back(std::move(json));
    }
    Json json = Json::object();
    json["input"] = graph.input;
    json["nodes"] = std::move(nodes);
    return json;
}

Result<Graph> graphFromJson(const Json& json, const std::string& source)
{
    const auto refuse = [&](const Message& message) {
        return fail(ErrorCode::Usage, Message::tr("{}: {}", source, message));
    };
    if (!json.is_object()) {
        return refuse(Message::tr("the network is no JSON object"));
    }
    auto graph = readObject(json);
    return graph ? graph : Result<Graph>(refuse(graph.error().message));
}

Result<Graph> readGraph(const std::filesystem::path& path)
{
    constexpr std::size_t kLargestJson = std::size_t{64} << 20U;
    const auto text = readFile(path, kLargestJson);
    if (!text) {
        return fail(ErrorCode::Usage, text.error().message);
    }
    // So many that a network of a million nodes is told that it has too many.
    constexpr JsonLimits kLimits{1'000, 10'000'000};
    const auto json = parseSortedJsonObject(*text, path.string(), kLimits);
    if (!json) {
        return fail(ErrorCode::Usage, json.error().message);
    }
    auto graph = graphFromJson(Json(*json), path.string());
    if (!graph) {
        return graph;
    }
    if (const auto rows = describe(*graph); !rows) {
        return fail(ErrorCode::Usage, Message::tr("{}: {}", path.string(), rows.error().message));
    }
    return graph;
}

}  // namespace normscope::graph
