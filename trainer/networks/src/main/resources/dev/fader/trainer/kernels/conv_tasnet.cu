// Conv-TasNet's separator between its encoder and its decoder, for inference: three kernels, compiled for one network when
// it is loaded. Activations are channels last, (B, T, C), in half precision; products add up, and moments are taken, in 32
// bits. A block of the network is two launches, since a global layer norm has to have seen all frames before any of them
// goes on: `depthwise`, then `products`, which ends one block and begins the next.
//
// Set when compiled: FRAMES (of a tile of `products`), STAGES (chunks under way), HIDDEN, BOTTLENECK, SKIP, TAPS, SOURCES,
// FILTERS, MASKS (0 softmax, 1 sigmoid, 2 relu), BFLOAT16. SeparatorShape.java says which fit, and how many blocks of threads
// and how much shared memory a launch takes.

typedef unsigned short Half;
typedef unsigned int Word;  // two halves

constexpr int PATHS = BOTTLENECK + SKIP;
static_assert(BOTTLENECK % 64 == 0 && SKIP % 64 == 0 && PATHS % 128 == 0, "paths are panels, and a warp has whole fours of tiles");
static_assert(HIDDEN % 128 == 0 && FILTERS % 64 == 0 && TAPS % 2 == 1, "as SeparatorShape says");
constexpr float EPSILON = 1e-8f;

// ---- instructions

__device__ Word pack(float low, float high) {
  Word word;
#if BFLOAT16
  asm("cvt.rn.bf16x2.f32 %0, %1, %2;" : "=r"(word) : "f"(high), "f"(low));
#else
  asm("cvt.rn.f16x2.f32 %0, %1, %2;" : "=r"(word) : "f"(high), "f"(low));
#endif
  return word;
}

__device__ float2 unpack(Word word) {
  float2 pair;
#if BFLOAT16
  pair.x = __uint_as_float(word << 16);
  pair.y = __uint_as_float(word & 0xffff0000u);
#else
  asm("{ .reg .f16 l, h; mov.b32 {l, h}, %2; cvt.f32.f16 %0, l; cvt.f32.f16 %1, h; }" : "=f"(pair.x), "=f"(pair.y) : "r"(word));
#endif
  return pair;
}

__device__ unsigned sharedAddress(const void* pointer) {
  return static_cast<unsigned>(__cvta_generic_to_shared(pointer));
}

// 16 bytes into shared memory while the thread goes on; zeros where there is nothing to copy.
__device__ void copyAhead(unsigned to, const void* from, bool there) {
  asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(to), "l"(from), "r"(there ? 16 : 0));
}

__device__ void endOfChunk() { asm volatile("cp.async.commit_group;"); }

// Until all but the last so many chunks are here, of those that this thread has asked for.
template <int LAST>
__device__ void awaitAllBut() {
  asm volatile("cp.async.wait_group %0;" ::"n"(LAST) : "memory");
}

// Four 8×8 matrices; lane 8·i + j names row j of the i-th.
__device__ void loadMatrices(Word (&m)[4], unsigned row) {
  asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];"
               : "=r"(m[0]), "=r"(m[1]), "=r"(m[2]), "=r"(m[3])
               : "r"(row));
}

// c (16×8) += a (16×16) · b (16×8)
__device__ void multiplyAdd(float (&c)[4], const Word (&a)[4], Word b0, Word b1) {
#if BFLOAT16
  asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
#else
  asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
#endif
               : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
               : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
}

__device__ float exchanged(float value, int mask) { return __shfl_xor_sync(0xffffffffu, value, mask); }
__device__ Word exchanged(Word value, int mask) { return __shfl_xor_sync(0xffffffffu, value, mask); }

// ---- parts of kernels

// Shared memory holds matrices as panels of 64 channels: rows of 128 bytes, whose eight pieces of 16 are permuted so that
// those that are read at once lie in different banks.
constexpr int ROW = 128;

__device__ int piece(int row, int eighth) { return row * ROW + ((eighth ^ (row & 7)) << 4); }

struct Moments {
  float mean;
  float scale;  // 1 / standard deviation
};

// What the threads of a block have, added up in one order for all of them. scratch: a pair for each warp, used for this alone.
__device__ float2 addedUp(float sum, float squares, float2* scratch) {
  for (int mask = 16; mask > 0; mask >>= 1) {
    sum += exchanged(sum, mask);
    squares += exchanged(squares, mask);
  }
  if (threadIdx.x % 32 == 0) {
    scratch[threadIdx.x / 32] = make_float2(sum, squares);
  }
  __syncthreads();
  float2 all = make_float2(0, 0);
  for (int warp = 0; warp < blockDim.x / 32; warp++) {
    all.x += scratch[warp].x;
    all.y += scratch[warp].y;
  }
  return all;
}

// Of one example, by all threads of the block. parts: sums and sums of squares.
__device__ Moments moments(const float2* parts, int count, float values, float2* scratch) {
  float sum = 0;
  float squares = 0;
  for (int i = threadIdx.x; i < count; i += blockDim.x) {
    float2 part = parts[i];
    sum += part.x;
    squares += part.y;
  }
  float2 all = addedUp(sum, squares, scratch);
  float mean = all.x / values;
  return {mean, rsqrtf(fmaxf(all.y / values - mean * mean, 0.0f) + EPSILON)};
}

__device__ float prelu(float value, float slope) {
  float scaled = value * slope;
  return slope <= 1 ? fmaxf(value, scaled) : fminf(value, scaled);
}

// Of four words in each of four neighbouring lanes, lane i gets the i-th of each: eight channels that lie together.
__device__ uint4 gathered(Word w0, Word w1, Word w2, Word w3) {
  bool odd = threadIdx.x & 1;
  bool upper = threadIdx.x & 2;
  Word got = exchanged(odd ? w0 : w1, 1);
  if (odd) w0 = got; else w1 = got;
  got = exchanged(odd ? w2 : w3, 1);
  if (odd) w2 = got; else w3 = got;
  got = exchanged(upper ? w0 : w2, 2);
  if (upper) w0 = got; else w2 = got;
  got = exchanged(upper ? w1 : w3, 2);
  if (upper) w1 = got; else w3 = got;
  return make_uint4(w0, w1, w2, w3);
}

extern __shared__ __align__(1024) unsigned char shared[];

// ---- products

// Four warps side by side, each with 32 frames of the tile and a quarter of the channels.
constexpr int THREADS = FRAMES * 4;
constexpr int TILES = PATHS / 32;  // of 8 channels, of a warp
constexpr int WIDE = 128;          // hidden channels at a time
constexpr int A_BYTES = FRAMES * ROW;
constexpr int B_BYTES = (PATHS > 2 * BOTTLENECK ? PATHS : 2 * BOTTLENECK) * ROW;
constexpr int STAGE = A_BYTES + B_BYTES;

// 32 frames of a panel against channels of another, 8 of them for each c[][i]. a, b: shared addresses of what this lane
// reads of them.
template <int COUNT>
__device__ void multiplyPanels(float (&c)[2][COUNT][4], unsigned a, unsigned b) {
#pragma unroll
  for (int k = 0; k < 8; k += 2) {
    Word frames[2][4];
#pragma unroll
    for (int m = 0; m < 2; m++) {
      loadMatrices(frames[m], (a + m * 16 * ROW) ^ (k << 4));
    }
#pragma unroll
    for (int n = 0; n < COUNT; n += 2) {
      Word weights[4];
      loadMatrices(weights, (b + n * 8 * ROW) ^ (k << 4));
#pragma unroll
      for (int m = 0; m < 2; m++) {
        multiplyAdd(c[m][n], frames[m], weights[0], weights[1]);
        multiplyAdd(c[m][n + 1], frames[m], weights[2], weights[3]);
      }
    }
  }
}

// Where in a panel a lane reads its row of the matrices that begin at a frame, or at a channel. Those further along a row are
// found by an exclusive or, since panels are aligned to their rows.
__device__ int rowsOperand(int row) { return piece(row + threadIdx.x % 16, threadIdx.x / 16 % 2); }
__device__ int columnsOperand(int column) { return piece(column + threadIdx.x % 8 + threadIdx.x / 16 % 2 * 8, threadIdx.x / 8 % 2); }

// z = [first: 0; else z] + norm(x) under both 1×1 convolutions that end a block; u = PReLU(1×1 convolution of z's residual
// part), which begins the next.
//   x (B, T, inner), whose moments xParts add up to; w2 (PATHS, inner), times the norm's gain; sums2: its rows' sums; bias2: all
//   that does not depend on x; z (B, T, PATHS); w1 (HIDDEN, BOTTLENECK); u (B, T, HIDDEN), of whose tiles uParts (B, tiles) are the sums
extern "C" __global__ void __launch_bounds__(THREADS, THREADS <= 256 && PATHS <= 256 ? 2 : 1)
products(const Half* x, int inner, const float2* xParts, int xPartCount, const Half* w2, const float* sums2,
         const float* bias2, Half* z, int first, const Half* w1, const float* bias1, float slope, Half* u, float2* uParts,
         int frames, int last) {
  int thread = threadIdx.x;
  int lane = thread % 32;
  int row = thread / 128 * 32;
  int quarter = thread / 32 % 4;
  int start = blockIdx.x * FRAMES;
  long example = static_cast<long>(blockIdx.y) * frames;
  x += example * inner;
  z += example * PATHS;
  u += example * HIDDEN;
  unsigned char* residual = shared + STAGES * STAGE;  // panels of the tile's residual path
  float2* scratch = reinterpret_cast<float2*>(residual + FRAMES * BOTTLENECK * 2);

  int ending = inner / 64;
  int chunks = last ? ending : ending + HIDDEN / WIDE;
  // of a panel this thread copies one piece of every so many rows
  constexpr int APART = THREADS / 8;
  int copied = thread / 8;
  unsigned to = sharedAddress(shared) + piece(copied, thread % 8);
  const Half* fromX = x + static_cast<long>(start + copied) * inner + thread % 8 * 8;
  const Half* fromW2 = w2 + copied * inner + thread % 8 * 8;
  const Half* fromW1 = w1 + copied * BOTTLENECK + thread % 8 * 8;
  auto load = [&](int chunk) {
    unsigned stage = to + chunk % STAGES * STAGE;
    if (chunk < ending) {
#pragma unroll
      for (int i = 0; i < FRAMES / APART; i++) {
        bool there = start + copied + i * APART < frames;
        copyAhead(stage + i * APART * ROW, there ? fromX + i * APART * inner + chunk * 64 : x, there);
      }
#pragma unroll
      for (int i = 0; i < PATHS / APART; i++) {
        copyAhead(stage + A_BYTES + i * APART * ROW, fromW2 + i * APART * inner + chunk * 64, true);
      }
    } else if (chunk < chunks) {
      const Half* from = fromW1 + (chunk - ending) * WIDE * BOTTLENECK;
#pragma unroll
      for (int panel = 0; panel < BOTTLENECK / 64; panel++) {
#pragma unroll
        for (int i = 0; i < WIDE / APART; i++) {
          copyAhead(stage + A_BYTES + (panel * WIDE + i * APART) * ROW, from + i * APART * BOTTLENECK + panel * 64, true);
        }
      }
    }
    endOfChunk();
  };
  for (int chunk = 0; chunk < STAGES - 1; chunk++) {
    load(chunk);
  }

  Moments norm = moments(xParts + static_cast<long>(blockIdx.y) * xPartCount, xPartCount, static_cast<float>(frames) * inner, scratch);

  float both[2][TILES][4] = {};
  int chunk = 0;
  for (; chunk < ending; chunk++) {
    awaitAllBut<STAGES - 2>();
    __syncthreads();
    load(chunk + STAGES - 1);
    unsigned stage = sharedAddress(shared) + chunk % STAGES * STAGE;
    multiplyPanels(both, stage + rowsOperand(row), stage + A_BYTES + columnsOperand(quarter * (PATHS / 4)));
  }

  // a product leaves a lane two channels of its frame, every eight; four lanes exchange them for eight that lie together
  int frame = row + lane / 4;
  int from = quarter * (PATHS / 4);
  bool there[2][2];
#pragma unroll
  for (int m = 0; m < 2; m++) {
    there[m][0] = start + frame + m * 16 < frames;
    there[m][1] = start + frame + m * 16 + 8 < frames;
  }
  const Half* before = z + static_cast<long>(start + frame) * PATHS + from + lane % 4 * 2;
  Half* after = z + static_cast<long>(start + frame) * PATHS + from + lane % 4 * 8;
#pragma unroll
  for (int n = 0; n < TILES; n += 4) {
    float2 constant[4];
#pragma unroll
    for (int i = 0; i < 4; i++) {
      int channel = from + (n + i) * 8 + lane % 4 * 2;
      float2 sums = *reinterpret_cast<const float2*>(sums2 + channel);
      float2 bias = *reinterpret_cast<const float2*>(bias2 + channel);
      constant[i] = make_float2(bias.x - norm.mean * norm.scale * sums.x, bias.y - norm.mean * norm.scale * sums.y);
    }
    Word old[2][2][4] = {};
    if (!first) {
#pragma unroll
      for (int m = 0; m < 2; m++) {
#pragma unroll
        for (int half = 0; half < 2; half++) {
#pragma unroll
          for (int i = 0; i < 4; i++) {
            if (there[m][half]) {
              old[m][half][i] = *reinterpret_cast<const Word*>(before + (m * 16 + half * 8) * PATHS + (n + i) * 8);
            }
          }
        }
      }
    }
    int channel = from + (n + lane % 4) * 8;
#pragma unroll
    for (int m = 0; m < 2; m++) {
#pragma unroll
      for (int half = 0; half < 2; half++) {
        int below = m * 16 + half * 8;
        Word words[4];
#pragma unroll
        for (int i = 0; i < 4; i++) {
          float2 path = unpack(old[m][half][i]);
          const float* product = both[m][n + i] + half * 2;
          words[i] = pack(path.x + constant[i].x + product[0] * norm.scale, path.y + constant[i].y + product[1] * norm.scale);
        }
        // every lane has read before any writes, for gathered() is an exchange
        uint4 eight = gathered(words[0], words[1], words[2], words[3]);
        if (there[m][half]) {
          *reinterpret_cast<uint4*>(after + below * PATHS + n * 8) = eight;
        }
        if (channel < BOTTLENECK) {
          *reinterpret_cast<uint4*>(residual + channel / 64 * A_BYTES + piece(frame + below, channel % 64 / 8)) = eight;
        }
      }
    }
  }
  if (last) {
    return;
  }

  float sum = 0;
  float squares = 0;
  for (; chunk < chunks; chunk++) {
    awaitAllBut<STAGES - 2>();
    __syncthreads();
    load(chunk + STAGES - 1);
    unsigned stage = sharedAddress(shared) + chunk % STAGES * STAGE + A_BYTES;
    float hidden[2][4][4] = {};
#pragma unroll
    for (int panel = 0; panel < BOTTLENECK / 64; panel++) {
      multiplyPanels(hidden, sharedAddress(residual) + panel * A_BYTES + rowsOperand(row),
                     stage + panel * (WIDE * ROW) + columnsOperand(quarter * (WIDE / 4)));
    }
    int from = (chunk - ending) * WIDE + quarter * (WIDE / 4);
    Half* into = u + static_cast<long>(start + frame) * HIDDEN + from + lane % 4 * 8;
    float2 bias[4];
#pragma unroll
    for (int i = 0; i < 4; i++) {
      bias[i] = *reinterpret_cast<const float2*>(bias1 + from + i * 8 + lane % 4 * 2);
    }
#pragma unroll
    for (int m = 0; m < 2; m++) {
#pragma unroll
      for (int half = 0; half < 2; half++) {
        Word words[4];
#pragma unroll
        for (int i = 0; i < 4; i++) {
          float a = prelu(hidden[m][i][half * 2] + bias[i].x, slope);
          float b = prelu(hidden[m][i][half * 2 + 1] + bias[i].y, slope);
          if (there[m][half]) {
            sum += a + b;
            squares += a * a + b * b;
          }
          words[i] = pack(a, b);
        }
        uint4 eight = gathered(words[0], words[1], words[2], words[3]);
        if (there[m][half]) {
          *reinterpret_cast<uint4*>(into + (m * 16 + half * 8) * HIDDEN) = eight;
        }
      }
    }
  }
  float2 all = addedUp(sum, squares, scratch + THREADS / 32);
  if (threadIdx.x == 0) {
    uParts[static_cast<long>(blockIdx.y) * gridDim.x + blockIdx.x] = all;
  }
}

// ---- depthwise

constexpr int LINK = 8;    // frames of a chain, `dilation` apart: each is read once, and twice more where chains meet
constexpr int CHAINS = 4;  // of a block
constexpr int LANES = HIDDEN / 8;

__device__ void loadEight(float (&to)[8], const float* from) {
  *reinterpret_cast<float4*>(to) = *reinterpret_cast<const float4*>(from);
  *reinterpret_cast<float4*>(to + 4) = *reinterpret_cast<const float4*>(from + 4);
}

// v = PReLU(depthwise convolution of norm(u)), u being zero beyond its ends once it is normalised.
//   u, v (B, T, HIDDEN); gain, offset, bias (HIDDEN); weight (TAPS, HIDDEN)
extern "C" __global__ void __launch_bounds__(LANES * CHAINS)
depthwise(const Half* u, const float2* uParts, int uPartCount, const float* gain, const float* offset, const float* weight,
          const float* bias, float slope, Half* v, float2* vParts, int frames, int dilation) {
  float2* scratch = reinterpret_cast<float2*>(shared);
  int chain = blockIdx.x * CHAINS + threadIdx.x / LANES;
  int channel = threadIdx.x % LANES * 8;
  int first = chain / dilation * (LINK * dilation) + chain % dilation;
  long example = static_cast<long>(blockIdx.y) * frames;
  u += example * HIDDEN + channel;
  v += example * HIDDEN + channel;

  uint4 rows[LINK + TAPS - 1];
#pragma unroll
  for (int i = 0; i < LINK + TAPS - 1; i++) {
    int t = first + (i - TAPS / 2) * dilation;
    rows[i] = t >= 0 && t < frames ? *reinterpret_cast<const uint4*>(u + static_cast<long>(t) * HIDDEN) : make_uint4(0, 0, 0, 0);
  }
  Moments norm = moments(uParts + static_cast<long>(blockIdx.y) * uPartCount, uPartCount, static_cast<float>(frames) * HIDDEN, scratch);

  float scale[8];
  float shift[8];
  float taps[TAPS][8];
  float constant[8];
  loadEight(scale, gain + channel);
  loadEight(shift, offset + channel);
  loadEight(constant, bias + channel);
#pragma unroll
  for (int k = 0; k < TAPS; k++) {
    loadEight(taps[k], weight + k * HIDDEN + channel);
  }
#pragma unroll
  for (int c = 0; c < 8; c++) {
    scale[c] *= norm.scale;
    shift[c] -= norm.mean * scale[c];
  }
  float window[TAPS][8];
  float sum = 0;
  float squares = 0;
#pragma unroll
  for (int i = 0; i < LINK + TAPS - 1; i++) {
    int t = first + (i - TAPS / 2) * dilation;
    float* row = window[i % TAPS];
    const Word* words = reinterpret_cast<const Word*>(&rows[i]);
#pragma unroll
    for (int c = 0; c < 8; c += 2) {
      float2 pair = unpack(words[c / 2]);
      bool inside = t >= 0 && t < frames;
      row[c] = inside ? pair.x * scale[c] + shift[c] : 0;
      row[c + 1] = inside ? pair.y * scale[c + 1] + shift[c + 1] : 0;
    }
    int middle = t - TAPS / 2 * dilation;
    if (i >= TAPS - 1 && middle < frames) {
      float out[8];
#pragma unroll
      for (int c = 0; c < 8; c++) {
        out[c] = constant[c];
#pragma unroll
        for (int k = 0; k < TAPS; k++) {
          out[c] += taps[k][c] * window[(i - TAPS + 1 + k) % TAPS][c];
        }
        out[c] = prelu(out[c], slope);
        sum += out[c];
        squares += out[c] * out[c];
      }
      *reinterpret_cast<uint4*>(v + static_cast<long>(middle) * HIDDEN) =
          make_uint4(pack(out[0], out[1]), pack(out[2], out[3]), pack(out[4], out[5]), pack(out[6], out[7]));
    }
  }
  float2 all = addedUp(sum, squares, scratch + blockDim.x / 32);
  if (threadIdx.x == 0) {
    vParts[static_cast<long>(blockIdx.y) * gridDim.x + blockIdx.x] = all;
  }
}

// ---- masks

constexpr int MASKED = 64;   // frames of a tile
constexpr int FILTERED = 32; // filters at a time
constexpr int MASK_STAGE = SOURCES * FILTERED * SKIP * 2;

__device__ void intoMasks(float (&scores)[SOURCES]) {
#if MASKS == 0
  float largest = scores[0];
  for (int k = 1; k < SOURCES; k++) {
    largest = fmaxf(largest, scores[k]);
  }
  float sum = 0;
  for (int k = 0; k < SOURCES; k++) {
    scores[k] = __expf(scores[k] - largest);
    sum += scores[k];
  }
  for (int k = 0; k < SOURCES; k++) {
    scores[k] /= sum;
  }
#elif MASKS == 1
  for (int k = 0; k < SOURCES; k++) {
    scores[k] = 1 / (1 + __expf(-scores[k]));
  }
#else
  for (int k = 0; k < SOURCES; k++) {
    scores[k] = scores[k] < 0 ? 0 : scores[k];  // what is no number stays none
  }
#endif
}

// combined = latent under a weighted sum of the sources' masks, for each row of weights.
//   z (B, T, PATHS), of which the skip part; w (SOURCES·FILTERS, SKIP); latent (B, T, FILTERS); weights (B, rows, SOURCES);
//   combined (B, rows, T, FILTERS)
extern "C" __global__ void __launch_bounds__(256)
masks(const Half* z, const Half* w, const float* bias, float slope, const Half* latent, const float* weights, int rows,
      Half* combined, int frames) {
  int thread = threadIdx.x;
  int lane = thread % 32;
  int row = thread / 64 * 16;
  int half = thread / 32 % 2;
  int start = blockIdx.x * MASKED;
  long example = static_cast<long>(blockIdx.y) * frames;
  unsigned char* skips = shared + 2 * MASK_STAGE;

  // one piece of a row of each source's filters in each panel
  static_assert(FILTERED == 256 / 8, "a thread copies a piece of one row");
  unsigned to = sharedAddress(shared) + piece(thread / 8, thread % 8);
  const Half* fromW = w + thread / 8 * SKIP + thread % 8 * 8;
  auto load = [&](int from) {
    if (from < FILTERS) {
      unsigned stage = to + from / FILTERED % 2 * MASK_STAGE;
#pragma unroll
      for (int panel = 0; panel < SKIP / 64; panel++) {
#pragma unroll
        for (int source = 0; source < SOURCES; source++) {
          copyAhead(stage + (panel * SOURCES + source) * FILTERED * ROW, fromW + (source * FILTERS + from) * SKIP + panel * 64, true);
        }
      }
    }
    endOfChunk();
  };
  load(0);
  for (int i = thread; i < MASKED * (SKIP / 8); i += 256) {
    int frame = i / (SKIP / 8);
    int from8 = i % (SKIP / 8);
    uint4 eight = make_uint4(0, 0, 0, 0);
    if (start + frame < frames) {
      eight = *reinterpret_cast<const uint4*>(z + (example + start + frame) * PATHS + BOTTLENECK + from8 * 8);
      Word* words = reinterpret_cast<Word*>(&eight);
#pragma unroll
      for (int c = 0; c < 4; c++) {
        float2 pair = unpack(words[c]);
        words[c] = pack(prelu(pair.x, slope), prelu(pair.y, slope));
      }
    }
    *reinterpret_cast<uint4*>(skips + from8 / 8 * (MASKED * ROW) + piece(frame, from8 % 8)) = eight;
  }

  for (int from = 0; from < FILTERS; from += FILTERED) {
    awaitAllBut<0>();
    __syncthreads();
    load(from + FILTERED);
    unsigned stage = sharedAddress(shared) + from / FILTERED % 2 * MASK_STAGE + columnsOperand(half * 16);
    float products[SOURCES][2][4] = {};
#pragma unroll
    for (int k = 0; k < SKIP / 8; k += 2) {
      Word skip[4];
      loadMatrices(skip, (sharedAddress(skips) + k / 8 * (MASKED * ROW) + rowsOperand(row)) ^ (k % 8 << 4));
#pragma unroll
      for (int source = 0; source < SOURCES; source++) {
        Word filters[4];
        loadMatrices(filters, (stage + (k / 8 * SOURCES + source) * FILTERED * ROW) ^ (k % 8 << 4));
        multiplyAdd(products[source][0], skip, filters[0], filters[1]);
        multiplyAdd(products[source][1], skip, filters[2], filters[3]);
      }
    }
#pragma unroll
    for (int n = 0; n < 2; n++) {
      int filter = from + half * 16 + n * 8 + lane % 4 * 2;
      float2 biases[SOURCES];
#pragma unroll
      for (int source = 0; source < SOURCES; source++) {
        biases[source] = *reinterpret_cast<const float2*>(bias + source * FILTERS + filter);
      }
#pragma unroll
      for (int below = 0; below < 2; below++) {
        int t = start + row + below * 8 + lane / 4;
        float low[SOURCES];
        float high[SOURCES];
#pragma unroll
        for (int source = 0; source < SOURCES; source++) {
          low[source] = products[source][n][below * 2] + biases[source].x;
          high[source] = products[source][n][below * 2 + 1] + biases[source].y;
        }
        intoMasks(low);
        intoMasks(high);
        if (t < frames) {
          float2 heard = unpack(*reinterpret_cast<const Word*>(latent + (example + t) * FILTERS + filter));
          for (int r = 0; r < rows; r++) {
            const float* of = weights + (static_cast<long>(blockIdx.y) * rows + r) * SOURCES;
            float a = 0;
            float b = 0;
#pragma unroll
            for (int source = 0; source < SOURCES; source++) {
              a += of[source] * low[source];
              b += of[source] * high[source];
            }
            Half* out = combined + ((static_cast<long>(blockIdx.y) * rows + r) * frames + t) * FILTERS + filter;
            *reinterpret_cast<Word*>(out) = pack(heard.x * a, heard.y * b);
          }
        }
      }
    }
  }
}
