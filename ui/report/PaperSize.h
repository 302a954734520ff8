#pragma once

namespace normscope::ui
{

enum class PaperSize
{
    A4,
    Letter,
};

}  // namespace normscope::ui
