#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <normscope/graph/Execution.h>

namespace normscope::graph
{

Result<Execution> chosenExecution()
{
    const char* variable = std::getenv("NORMSCOPE_EXECUTION");
    const std::string_view chosen = variable != nullptr ? variable : "";
    constexpr std::array<std::pair<std::string_view, Execution>, 4> kNames{{{"", Execution::Fused},
                                                                            {"fused", Execution::Fused},
                                                                            {"contiguous", Execution::FusedContiguous},
                                                                            {"plain", Execution::Plain}}};
    for (const auto& [name, execution] : kNames) {
        if (chosen == name) {
            return execution;
        }
    }
    return fail(ErrorCode::Usage, Message::tr("NORMSCOPE_EXECUTION: '{}' is not fused, contiguous or plain", chosen));
}

Execution defaultExecution()
{
    return chosenExecution().value_or(Execution::Fused);
}

}  // namespace normscope::graph
